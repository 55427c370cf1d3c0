package org.dl4jvision.data.augmentation;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;

/** Replaces a rectangle by that of another sample. */
@AugmentationInfo(
    name = "cutmix",
    help =
        "Replaces a rectangle by that of another image, with what is said of it: for few images,"
            + " where the place of a thing says little of its class.",
    paper = "Yun et al., CutMix, 2019; French et al., for segmentation, 2020")
public record CutMix(
    @AugmentationOption("largest share of the image that is replaced, above 0 to 0.9") double area,
    @AugmentationOption("share of samples, 0 to 1") double share)
    implements Combination {

  private static final double LEAST = 0.05;

  public CutMix {
    Check.that(area > 0 && area <= 0.9, "area", area, "numbers above 0 up to 0.9");
    Check.unit("share", share);
  }

  /** Up to half of the image in three of ten samples. */
  public CutMix() {
    this(0.5, 0.3);
  }

  @Override
  public <S extends Combinable<S>> void apply(
      S sample, Supplier<S> another, RandomGenerator random) {
    double drawn = Draws.uniform(random, Math.min(LEAST, area), area);
    sample.paste(another.get(), Draws.rectangle(sample.size(), drawn, random));
  }
}
