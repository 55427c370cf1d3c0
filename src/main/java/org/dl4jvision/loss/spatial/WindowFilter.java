package org.dl4jvision.loss.spatial;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Erf;
import org.dl4jvision.check.Check;

/**
 * A weighted sum over a window around each pixel, the same weights along every dimension. Outside
 * of the image there is nothing: zeros. The weights are symmetric, so that the filter is its own
 * transpose: derivatives by its output, filtered, are the derivatives by its input.
 */
public final class WindowFilter {

  /** So many standard deviations away from it a Gaussian is 0 in double precision. */
  private static final int DEVIATIONS = 40;

  private final int radius;

  /** The weight by the offset in pixels. */
  private final IntToDoubleFunction weight;

  private WindowFilter(int radius, IntToDoubleFunction weight) {
    this.radius = radius;
    this.weight = weight;
  }

  /**
   * The mean over a window.
   *
   * @param size odd
   */
  public static WindowFilter mean(int size) {
    Check.oddSize("size", size);
    return new WindowFilter(size / 2, x -> 1.0 / size);
  }

  /**
   * A Gaussian at the pixels' centers, scaled to a sum of 1.
   *
   * @param size odd
   * @param sigma standard deviation in pixels, > 0
   */
  public static WindowFilter gaussian(int size, double sigma) {
    Check.oddSize("size", size);
    int radius = size / 2;
    IntToDoubleFunction bell = x -> Math.exp(-(double) x * x / (2 * sigma * sigma));
    double sum =
        around((int) Math.min(radius, Math.ceil(DEVIATIONS * sigma))).mapToDouble(bell).sum();
    return new WindowFilter(radius, x -> bell.applyAsDouble(x) / sum);
  }

  /**
   * A Gaussian's integrals over the pixels, up to four standard deviations.
   *
   * @param sigma standard deviation in pixels, > 0
   */
  public static WindowFilter gaussianOfPixels(double sigma) {
    int radius = (int) (Math.max(4 * sigma, 0.5) + 0.5);
    double scale = 1 / (sigma * Math.sqrt(2));
    return new WindowFilter(radius, x -> Erf.erf((x - 0.5) * scale, (x + 0.5) * scale) / 2);
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
    // What is farther away than the line is long lies outside of the image.
    double[] weights = around(Math.min(radius, lines.length() - 1)).mapToDouble(weight).toArray();
    double[] result = new double[image.length];
    int row = lines.stride();
    int block = lines.length() * row;
    for (int start = 0; start < image.length; start += block) {
      if (row == 1) {
        addShifted(weights, image, result, start, lines.length(), 0, lines.length(), 1);
      } else {
        for (int k = 0; k < lines.length(); k++) {
          addShifted(weights, image, result, start, lines.length(), k, k + 1, row);
        }
      }
    }
    return result;
  }

  /** Adds up the window's weights times the numbers they stand over, for rows from to end. */
  private static void addShifted(
      double[] weights,
      double[] image,
      double[] result,
      int start,
      int length,
      int from,
      int end,
      int row) {
    int reach = weights.length / 2;
    for (int shift = -reach; shift <= reach; shift++) {
      double weight = weights[shift + reach];
      int first = start + Math.max(from, -shift) * row;
      int last = start + Math.min(end, length - shift) * row;
      int offset = shift * row;
      for (int i = first; i < last; i++) {
        result[i] += weight * image[i + offset];
      }
    }
  }
}
