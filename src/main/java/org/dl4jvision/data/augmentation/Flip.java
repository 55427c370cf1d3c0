package org.dl4jvision.data.augmentation;

/** Mirrors in half of the samples. */
@AugmentationInfo(
    name = "flip",
    help = "Mirrors half of the samples, left and right or top and bottom or both.")
public record Flip(
    @AugmentationOption("left and right") boolean horizontal,
    @AugmentationOption("top and bottom: for what has no up and down") boolean vertical)
    implements Setting {

  /** Left and right only. */
  public Flip() {
    this(true, false);
  }

  @Override
  public void applyTo(RandomChanges.Builder<?> builder) {
    builder.horizontalFlip(horizontal).verticalFlip(vertical);
  }
}
