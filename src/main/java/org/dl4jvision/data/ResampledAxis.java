package org.dl4jvision.data;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * One axis of images that get another size: which old pixels a new one is made of. Both are
 * intervals of whole numbers, an old pixel as long as the axis has new ones and the other way
 * round, without their common divisor; so are weights, and sums of them are exact.
 */
final class ResampledAxis {

  private final int length;
  private final long oldPixel;
  private final long newPixel;

  /**
   * Old pixels and their weights, which add up to the same sum for every new pixel.
   *
   * @param first the first of them; the others follow
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Share(int first, double[] weights) {

    /** The old pixel after the last. */
    int end() {
      return first + weights.length;
    }
  }

  /**
   * @param from old pixels
   * @param to new pixels
   */
  ResampledAxis(int from, int to) {
    length = from;
    int divisor = commonDivisor(from, to);
    oldPixel = to / divisor;
    newPixel = from / divisor;
  }

  private static int commonDivisor(int a, int b) {
    return b == 0 ? a : commonDivisor(b, a % b);
  }

  /** The old pixels that a new one covers, by how much of them. */
  Share covered(int i) {
    long start = i * newPixel;
    long end = start + newPixel;
    int first = (int) (start / oldPixel);
    double[] weights = new double[(int) ((end - 1) / oldPixel) + 1 - first];
    for (int k = 0; k < weights.length; k++) {
      long left = (first + k) * oldPixel;
      weights[k] = Math.min(end, left + oldPixel) - Math.max(start, left);
    }
    return new Share(first, weights);
  }

  /** The sum of the weights of {@link #covered}. */
  long coveredSum() {
    return newPixel;
  }

  /**
   * The old pixels whose weighted mean is the value of a new one: those it covers; where the axis
   * grows, the two whose centers are the nearest, by linear interpolation.
   */
  Share mean(int i) {
    if (newPixel >= oldPixel) {
      return covered(i);
    }
    // Distances are doubled, for centers are halves.
    long distance = (2L * i + 1) * newPixel - oldPixel;
    int before = (int) Math.floorDiv(distance, 2 * oldPixel);
    long after = Math.floorMod(distance, 2 * oldPixel);
    if (before < 0 || before == length - 1 || after == 0) {
      return new Share(Math.max(0, before), new double[] {2 * oldPixel});
    }
    return new Share(before, new double[] {2 * oldPixel - after, after});
  }

  /** The sum of the weights of {@link #mean}. */
  long meanSum() {
    return newPixel >= oldPixel ? newPixel : 2 * oldPixel;
  }

  /** What some new pixels are made of. */
  static Share[] shares(IntFunction<Share> share, int from, int to) {
    return IntStream.range(from, to).mapToObj(share).toArray(Share[]::new);
  }
}
