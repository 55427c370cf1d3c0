package org.dl4jvision.data.augmentation;

import java.util.random.RandomGenerator;

/** Random changes of brightness and contrast. */
final class Light {

  private Light() {}

  /** Mean and standard deviation of the values. */
  private record Spread(double mean, double deviation) {

    static Spread of(float[] image) {
      double sum = 0;
      double squares = 0;
      for (float value : image) {
        sum += value;
        squares += (double) value * value;
      }
      int n = image.length;
      double mean = sum / n;
      return new Spread(mean, Math.sqrt(Math.max(0, squares / n - mean * mean)));
    }
  }

  /** The standard deviation of all values. */
  static double deviation(float[] image) {
    return Spread.of(image).deviation;
  }

  /**
   * Scales the distance to the mean by 1 + c and adds b standard deviations, where |c| {@literal
   * <=} contrast and |b| {@literal <=} brightness are random and the same for all values.
   *
   * @return changed values; the argument is not modified
   */
  static float[] vary(float[] image, double brightness, double contrast, RandomGenerator random) {
    Spread spread = Spread.of(image);
    double mean = spread.mean;
    double scale = 1 + contrast * (2 * random.nextDouble() - 1);
    double shift = brightness * spread.deviation * (2 * random.nextDouble() - 1);
    float[] result = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      result[i] = (float) ((image[i] - mean) * scale + mean + shift);
    }
    return result;
  }
}
