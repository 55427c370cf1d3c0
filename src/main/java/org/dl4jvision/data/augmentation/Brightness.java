package org.dl4jvision.data.augmentation;

import org.dl4jvision.check.Check;

/** Makes all samples lighter or darker. */
@AugmentationInfo(name = "brightness", help = "Makes all samples lighter or darker.")
public record Brightness(
    @AugmentationOption("largest shift, in standard deviations of the sample, 0 to 1")
        double amount)
    implements Setting {

  public Brightness {
    Check.unit("amount", amount);
  }

  /** 0.2, as presets have it. */
  public Brightness() {
    this(0.2);
  }

  @Override
  public void applyTo(RandomChanges.Builder<?> builder) {
    builder.brightness(amount);
  }
}
