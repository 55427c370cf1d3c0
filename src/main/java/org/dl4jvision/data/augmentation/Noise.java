package org.dl4jvision.data.augmentation;

import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;

/** Adds normal noise to every value. */
@AugmentationInfo(
    name = "noise",
    help = "Adds normal noise: for images of other cameras, short exposures and high gains.",
    paper = "Isensee et al., nnU-Net, 2021")
public record Noise(
    @AugmentationOption("largest standard deviation, in those of the sample, 0 to 1") double amount,
    @AugmentationOption("share of samples, 0 to 1") double share)
    implements Recoloring {

  public Noise {
    Check.unit("amount", amount);
    Check.unit("share", share);
  }

  /** Up to 0.3 standard deviations in two of ten samples. */
  public Noise() {
    this(0.3, 0.2);
  }

  @Override
  public float[] apply(float[] image, int channels, ImageSize size, RandomGenerator random) {
    double deviation = amount * random.nextDouble() * Light.deviation(image);
    if (deviation == 0) {
      return image;
    }
    float[] result = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      result[i] = (float) (image[i] + deviation * random.nextGaussian());
    }
    return result;
  }
}
