package org.dl4jvision.data.synthetic;

import java.util.Random;

/** What a camera does to the light of a drawn scene. StrictMath, for the same bits everywhere. */
public final class Camera {

  private Camera() {}

  /**
   * The point spread function: a Gaussian, separably, with the border pixels repeated.
   *
   * @param light one channel, row by row; is changed
   * @param sigma of the Gaussian in pixels, more than 0
   */
  public static void blur(float[] light, int height, int width, double sigma) {
    int reach = (int) Math.ceil(3 * sigma);
    double[] kernel = new double[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      kernel[i + reach] = StrictMath.exp(-i * i / (2 * sigma * sigma));
      sum += kernel[i + reach];
    }
    float[] rows = new float[light.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = 0;
        for (int i = -reach; i <= reach; i++) {
          value += kernel[i + reach] * light[y * width + clamp(x + i, width)];
        }
        rows[y * width + x] = (float) (value / sum);
      }
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = 0;
        for (int i = -reach; i <= reach; i++) {
          value += kernel[i + reach] * rows[clamp(y + i, height) * width + x];
        }
        light[y * width + x] = (float) (value / sum);
      }
    }
  }

  private static int clamp(int index, int length) {
    return Math.min(length - 1, Math.max(0, index));
  }

  /**
   * Photon noise, whose variance grows with the light, and read-out noise, in 8 bits.
   *
   * @param light any number of channels; is changed to multiples of 1/255 in [0, 1]
   * @param photons that light of 1 stands for
   * @param readOut standard deviation of the read-out noise
   */
  public static void expose(float[] light, double photons, double readOut, Random random) {
    for (int p = 0; p < light.length; p++) {
      double deviation = StrictMath.sqrt(light[p] / photons + readOut * readOut);
      double value = light[p] + deviation * random.nextGaussian();
      light[p] = Math.round(255 * Math.min(1, Math.max(0, value))) / 255f;
    }
  }
}
