package org.dl4jvision.data.augmentation;

import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;

/** Turns colors around gray and changes how far from it they are. */
@AugmentationInfo(
    name = "hue-saturation",
    help =
        "Changes the tint of colors and how strong they are, nothing of gray images: for other"
            + " stains, lamps and white balances.",
    paper =
        "Howard, Some improvements on deep convolutional neural network based image"
            + " classification, 2013")
public record HueSaturation(
    @AugmentationOption("largest angle of the color circle in degrees, 0 to 180") double hue,
    @AugmentationOption("largest relative change of the distance to gray, 0 to 1")
        double saturation,
    @AugmentationOption("share of samples, 0 to 1") double share)
    implements Recoloring {

  public HueSaturation {
    Check.that(hue >= 0 && hue <= 180, "hue", hue, "numbers from 0 to 180");
    Check.unit("saturation", saturation);
    Check.unit("share", share);
  }

  /** Up to 15 degrees and 0.3 in half of the samples. */
  public HueSaturation() {
    this(15, 0.3, 0.5);
  }

  /** A rotation about the axis of gray; the mean of the three colors stays. */
  @Override
  public float[] apply(float[] image, int channels, ImageSize size, RandomGenerator random) {
    double angle = Math.toRadians(hue * (2 * random.nextDouble() - 1));
    double factor = 1 + saturation * (2 * random.nextDouble() - 1);
    if (channels != 3 || (hue == 0 && saturation == 0)) {
      return image;
    }
    float along = (float) (factor * Math.cos(angle));
    float across = (float) (factor * Math.sin(angle) / Math.sqrt(3));
    int area = image.length / 3;
    float[] result = new float[image.length];
    for (int i = 0; i < area; i++) {
      float red = image[i];
      float green = image[area + i];
      float blue = image[2 * area + i];
      float gray = (red + green + blue) / 3;
      result[i] = gray + along * (red - gray) + across * (blue - green);
      result[area + i] = gray + along * (green - gray) + across * (red - blue);
      result[2 * area + i] = gray + along * (blue - gray) + across * (green - red);
    }
    return result;
  }
}
