package org.dl4jvision.data.augmentation;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;

/** Shows two samples at once. */
@AugmentationInfo(
    name = "mixup",
    help =
        "Shows two images at once, pixels of two classes by their weights (which not every loss"
            + " takes), objects of both: against sure mistakes in long trainings.",
    paper = "Zhang et al., mixup, 2018; Zhang et al., Bag of freebies for detection, 2019")
public record Mixup(
    @AugmentationOption(
            "the higher, the nearer to half and half: of the beta distribution, 1 to 100")
        int alpha,
    @AugmentationOption("share of samples, 0 to 1") double share)
    implements Combination {

  public Mixup {
    Check.between("alpha", alpha, 1, 100);
    Check.unit("share", share);
  }

  /** Weights around a half in three of ten samples. */
  public Mixup() {
    this(4, 0.3);
  }

  @Override
  public boolean softens() {
    return true;
  }

  /** The sample itself has the larger weight, so that it is the one that is named. */
  @Override
  public <S extends Combinable<S>> void apply(
      S sample, Supplier<S> another, RandomGenerator random) {
    double first = gamma(random);
    double second = gamma(random);
    double weight = Math.min(first, second) / (first + second);
    if (weight > 0) {
      sample.mix(another.get(), weight);
    }
  }

  /** A gamma variable of a whole shape is a sum of exponential ones; two of them make a beta. */
  private double gamma(RandomGenerator random) {
    double sum = 0;
    for (int i = 0; i < alpha; i++) {
      sum -= Math.log(1 - random.nextDouble());
    }
    return sum;
  }
}
