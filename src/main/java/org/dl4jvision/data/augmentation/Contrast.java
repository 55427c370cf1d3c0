package org.dl4jvision.data.augmentation;

import org.dl4jvision.check.Check;

/** Makes the tones of all samples more or less alike. */
@AugmentationInfo(name = "contrast", help = "Makes the tones of all samples more or less alike.")
public record Contrast(
    @AugmentationOption("largest relative change of the distance to the mean, 0 to 1")
        double amount)
    implements Setting {

  public Contrast {
    Check.unit("amount", amount);
  }

  /** 0.2, as presets have it. */
  public Contrast() {
    this(0.2);
  }

  @Override
  public void applyTo(RandomChanges.Builder<?> builder) {
    builder.contrast(amount);
  }
}
