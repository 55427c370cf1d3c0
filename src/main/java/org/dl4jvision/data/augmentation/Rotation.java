package org.dl4jvision.data.augmentation;

import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;

/** Turns by a random angle. */
@AugmentationInfo(
    name = "rotation",
    help =
        "Turns by any angle up to a largest one: for things without a fixed direction, or cameras"
            + " held askew.",
    paper = "Simard, Steinkraus and Platt, Best practices for convolutional neural networks, 2003")
public record Rotation(
    @AugmentationOption("largest angle in degrees, to either side, 0 to 180") double degrees,
    @AugmentationOption("share of samples, 0 to 1") double share)
    implements Movement {

  public Rotation {
    Check.that(degrees >= 0 && degrees <= 180, "degrees", degrees, "numbers from 0 to 180");
    Check.unit("share", share);
  }

  /** Up to 30 degrees in half of the samples. */
  public Rotation() {
    this(30, 0.5);
  }

  @Override
  public void draw(Warp.Builder warp, RandomGenerator random) {
    warp.turn(degrees * (2 * random.nextDouble() - 1));
  }
}
