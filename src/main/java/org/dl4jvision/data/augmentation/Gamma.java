package org.dl4jvision.data.augmentation;

import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;

/** Makes dark or light tones more alike; the darkest and the lightest value stay. */
@AugmentationInfo(
    name = "gamma",
    help = "Bends the curve of tones: for other exposures, stains and staining times.",
    paper = "Isensee et al., nnU-Net, 2021")
public record Gamma(
    @AugmentationOption("largest exponent, the smallest is its inverse, 1 to 4") double largest,
    @AugmentationOption("share of samples, 0 to 1") double share)
    implements Recoloring {

  public Gamma {
    Check.that(largest >= 1 && largest <= 4, "largest", largest, "numbers from 1 to 4");
    Check.unit("share", share);
  }

  /** From 2/3 to 1.5 in three of ten samples. */
  public Gamma() {
    this(1.5, 0.3);
  }

  @Override
  public float[] apply(float[] image, int channels, ImageSize size, RandomGenerator random) {
    double exponent = Math.exp(Math.log(largest) * (2 * random.nextDouble() - 1));
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : image) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    double range = most - least;
    if (exponent == 1 || !(range > 0)) {
      return image;
    }
    float[] result = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      result[i] = (float) (least + range * Math.pow((image[i] - least) / range, exponent));
    }
    return result;
  }
}
