package org.dl4jvision.metric;

import org.dl4jvision.check.Check;

/** Quantiles of numbers, interpolated linearly between neighbors as NumPy does by default. */
public final class Quantiles {

  private Quantiles() {}

  /**
   * The value below which this share of the numbers lies; NaN where there are none.
   *
   * @param sorted in rising order
   * @param share from 0, the smallest, over 0.5, the median, to 1, the largest
   */
  public static double of(double[] sorted, double share) {
    Check.unit("share", share);
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    double low = sorted[below];
    double high = sorted[Math.min(below + 1, sorted.length - 1)];
    // The difference of two infinite numbers is none.
    return low == high ? low : low + (place - below) * (high - low);
  }
}
