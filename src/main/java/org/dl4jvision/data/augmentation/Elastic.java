package org.dl4jvision.data.augmentation;

import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;

/** Bends as rubber does. */
@AugmentationInfo(
    name = "elastic",
    help = "Bends as rubber does: for tissue, cells and other soft things, of which few are drawn.",
    paper = "Ronneberger, Fischer and Brox, U-Net, 2015")
public record Elastic(
    @AugmentationOption(
            "standard deviation of control points in pixels, at most an eighth of the spacing")
        double strength,
    @AugmentationOption("distance of control points in pixels, 8 to 1024") double spacing,
    @AugmentationOption("share of samples, 0 to 1") double share)
    implements Movement {

  public Elastic {
    Check.that(spacing >= 8 && spacing <= 1024, "spacing", spacing, "numbers from 8 to 1024");
    Check.that(
        strength >= 0 && strength <= spacing / 8,
        "strength",
        strength,
        "numbers from 0 to an eighth of the spacing, " + spacing / 8 + "; more would tear images");
    Check.unit("share", share);
  }

  /** 6 pixels every 64 pixels in three of ten samples. */
  public Elastic() {
    this(6, 64, 0.3);
  }

  @Override
  public void draw(Warp.Builder warp, RandomGenerator random) {
    if (strength > 0) {
      warp.bend(new ElasticField(warp.size(), strength, spacing, random));
    }
  }
}
