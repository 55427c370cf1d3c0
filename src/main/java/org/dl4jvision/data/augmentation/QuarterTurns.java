package org.dl4jvision.data.augmentation;

/** Turns by 0, 90, 180 or 270 degrees. */
@AugmentationInfo(
    name = "quarter-turns",
    help = "Turns by multiples of 90 degrees, without interpolation: for what has no up and down.")
public record QuarterTurns() implements Setting {

  @Override
  public void applyTo(RandomChanges.Builder<?> builder) {
    builder.quarterTurns(true);
  }
}
