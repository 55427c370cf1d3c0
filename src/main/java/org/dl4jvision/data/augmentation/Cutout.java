package org.dl4jvision.data.augmentation;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;

/** Hides rectangles. */
@AugmentationInfo(
    name = "cutout",
    help =
        "Hides rectangles, in which nothing is learned: for things that others may cover, and"
            + " networks that look at one part only.",
    paper = "DeVries and Taylor, Improved regularization with cutout, 2017")
public record Cutout(
    @AugmentationOption("rectangles, 1 to 100") int count,
    @AugmentationOption("share of the image that each of them hides, above 0 to 0.5") double area,
    @AugmentationOption("share of samples, 0 to 1") double share)
    implements Combination {

  public Cutout {
    Check.between("count", count, 1, 100);
    Check.that(area > 0 && area <= 0.5, "area", area, "numbers above 0 up to 0.5");
    Check.unit("share", share);
  }

  /** Three of 1 in 50 each, in half of the samples. */
  public Cutout() {
    this(3, 0.02, 0.5);
  }

  @Override
  public <S extends Combinable<S>> void apply(
      S sample, Supplier<S> another, RandomGenerator random) {
    for (int i = 0; i < count; i++) {
      sample.hide(Draws.rectangle(sample.size(), area, random));
    }
  }
}
