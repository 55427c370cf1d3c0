package org.dl4jvision.data.image;

import java.util.Set;
import java.util.TreeSet;

/**
 * The smallest and the largest sample of an image, which may be gone through part by part. Samples
 * that may stand for no data do not count where they are apart, see {@link OpenRange}.
 */
final class Extent {

  private static final double[] NO_DATA_IN_USE = {
    -9999,
    -99999,
    Short.MIN_VALUE,
    Integer.MIN_VALUE,
    -Float.MAX_VALUE,
    Float.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MAX_VALUE,
    1e20,
    9.969209968386869e36
  };

  private final boolean declared;
  private final Set<Double> inUse = new TreeSet<>();
  private double smallest = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;

  /**
   * @param declared whether it is known what pixels without data hold
   */
  Extent(boolean declared) {
    this.declared = declared;
  }

  /** Adds samples, which are NaN where there are no data. */
  void add(double[][] channels) {
    for (double[] samples : channels) {
      for (double sample : samples) {
        if (Double.isNaN(sample)) {
          continue;
        }
        if (isInUse(sample)) {
          inUse.add(sample);
        } else {
          smallest = Math.min(smallest, sample);
          largest = Math.max(largest, sample);
        }
      }
    }
  }

  private boolean isInUse(double sample) {
    for (double none : NO_DATA_IN_USE) {
      if (!declared && OpenRange.is(none, sample)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a sample stands for no data as it is farther from all others than these are wide. */
  boolean isApart(double sample) {
    return isInUse(sample) && Math.max(smallest - sample, sample - largest) > largest - smallest;
  }

  double smallest() {
    return inUse.stream().filter(one -> !isApart(one)).reduce(smallest, Math::min);
  }

  double largest() {
    return inUse.stream().filter(one -> !isApart(one)).reduce(largest, Math::max);
  }
}
