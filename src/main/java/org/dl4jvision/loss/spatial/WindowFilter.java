package org.dl4jvision.loss.spatial;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Erf;
import org.dl4jvision.check.Check;

/**
 * A weighted sum over a window around each pixel, the same weights along every dimension. Outside
 * of the image there is nothing: zeros. The weights are symmetric, so that the filter is its own
 * transpose: derivatives by its output, filtered, are the derivatives by its input.
 */
public final class WindowFilter {

  private final double[] weights;

  private WindowFilter(double[] weights) {
    this.weights = weights;
  }

  /**
   * The mean over a window.
   *
   * @param size odd
   */
  public static WindowFilter mean(int size) {
    Check.oddSize("size", size);
    double[] weights = new double[size];
    Arrays.fill(weights, 1.0 / size);
    return new WindowFilter(weights);
  }

  /**
   * A Gaussian at the pixels' centers, scaled to a sum of 1.
   *
   * @param size odd
   * @param sigma standard deviation in pixels, > 0
   */
  public static WindowFilter gaussian(int size, double sigma) {
    Check.oddSize("size", size);
    double[] weights =
        around(size / 2).mapToDouble(x -> Math.exp(-x * x / (2 * sigma * sigma))).toArray();
    double sum = Arrays.stream(weights).sum();
    return new WindowFilter(Arrays.stream(weights).map(w -> w / sum).toArray());
  }

  /**
   * A Gaussian's integrals over the pixels, up to four standard deviations.
   *
   * @param sigma standard deviation in pixels, > 0
   */
  public static WindowFilter gaussianOfPixels(double sigma) {
    int radius = (int) (Math.max(4 * sigma, 0.5) + 0.5);
    double scale = 1 / (sigma * Math.sqrt(2));
    return new WindowFilter(
        around(radius)
            .mapToDouble(x -> Erf.erf((x - 0.5) * scale, (x + 0.5) * scale) / 2)
            .toArray());
  }

  private static IntStream around(int radius) {
    return IntStream.rangeClosed(-radius, radius);
  }

  /** The filtered image; the argument is not changed. */
  public double[] apply(int[] shape, double[] image) {
    double[] result = image;
    for (int dimension = 0; dimension < shape.length; dimension++) {
      result = along(Lines.of(shape, dimension), result);
    }
    return result;
  }

  private double[] along(Lines lines, double[] image) {
    double[] result = new double[image.length];
    int row = lines.stride();
    int block = lines.length() * row;
    for (int start = 0; start < image.length; start += block) {
      if (row == 1) {
        addShifted(image, result, start, lines.length(), 0, lines.length(), 1);
      } else {
        for (int k = 0; k < lines.length(); k++) {
          addShifted(image, result, start, lines.length(), k, k + 1, row);
        }
      }
    }
    return result;
  }

  /** Adds up the window's weights times the numbers they stand over, for rows from to end. */
  private void addShifted(
      double[] image, double[] result, int start, int length, int from, int end, int row) {
    int radius = weights.length / 2;
    for (int shift = -radius; shift <= radius; shift++) {
      double weight = weights[shift + radius];
      int first = start + Math.max(from, -shift) * row;
      int last = start + Math.min(end, length - shift) * row;
      int offset = shift * row;
      for (int i = first; i < last; i++) {
        result[i] += weight * image[i + offset];
      }
    }
  }
}
