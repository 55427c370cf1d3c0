package org.dl4jvision.data.augmentation;

import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;

/** Makes what is shown larger or smaller by a random factor. */
@AugmentationInfo(
    name = "scaling",
    help =
        "Makes what is shown larger or smaller: for things that are seen from different distances;"
            + " of detectors' presets it is a part.",
    paper = "Isensee et al., nnU-Net, 2021")
public record Scaling(
    @AugmentationOption("smallest factor, 0.5 to 1") double smallest,
    @AugmentationOption("largest factor, 1 to 4") double largest,
    @AugmentationOption("share of samples, 0 to 1") double share)
    implements Movement {

  public Scaling {
    Check.that(smallest >= 0.5 && smallest <= 1, "smallest", smallest, "numbers from 0.5 to 1");
    Check.that(largest >= 1 && largest <= 4, "largest", largest, "numbers from 1 to 4");
    Check.unit("share", share);
  }

  /** From 0.7 to 1.4 in half of the samples. */
  public Scaling() {
    this(0.7, 1.4, 0.5);
  }

  /** The logarithm of the factor is uniform. */
  @Override
  public void draw(Warp.Builder warp, RandomGenerator random) {
    double factor = Draws.uniform(random, Math.log(smallest), Math.log(largest));
    warp.scale(Math.exp(factor), Math.exp(factor));
  }
}
