package org.dl4jvision.data.augmentation;

import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;

/** Makes images less sharp. */
@AugmentationInfo(
    name = "blur",
    help = "Makes images less sharp: for images that are out of focus or were enlarged.",
    paper = "Isensee et al., nnU-Net, 2021")
public record Blur(
    @AugmentationOption("largest standard deviation of the Gaussian in pixels, 0 to 10")
        double sigma,
    @AugmentationOption("share of samples, 0 to 1") double share)
    implements Recoloring {

  /** A narrower one leaves everything as it is. */
  private static final double NARROWEST = 0.1;

  public Blur {
    Check.that(sigma >= 0 && sigma <= 10, "sigma", sigma, "numbers from 0 to 10");
    Check.unit("share", share);
  }

  /** Up to 1.5 pixels in two of ten samples. */
  public Blur() {
    this(1.5, 0.2);
  }

  @Override
  public float[] apply(float[] image, int channels, ImageSize size, RandomGenerator random) {
    double drawn = sigma * random.nextDouble();
    if (drawn < NARROWEST) {
      return image;
    }
    float[] kernel = kernel(drawn);
    float[] rows = new float[image.length];
    float[] result = new float[image.length];
    int height = size.height();
    int width = size.width();
    for (int c = 0; c < channels; c++) {
      int plane = c * height * width;
      for (int y = 0; y < height; y++) {
        smooth(image, rows, plane + y * width, 1, width, kernel);
      }
      for (int x = 0; x < width; x++) {
        smooth(rows, result, plane + x, width, height, kernel);
      }
    }
    return result;
  }

  private static float[] kernel(double sigma) {
    int radius = (int) Math.ceil(3 * sigma);
    float[] kernel = new float[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double distance = (i - radius) / sigma;
      kernel[i] = (float) Math.exp(-distance * distance / 2);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= (float) sum;
    }
    return kernel;
  }

  /** A row or column; beyond its ends its first and last value go on. */
  private static void smooth(
      float[] from, float[] to, int start, int step, int length, float[] kernel) {
    int radius = kernel.length / 2;
    for (int i = 0; i < length; i++) {
      float sum = 0;
      for (int k = -radius; k <= radius; k++) {
        int at = Math.max(0, Math.min(length - 1, i + k));
        sum += kernel[k + radius] * from[start + at * step];
      }
      to[start + i * step] = sum;
    }
  }
}
