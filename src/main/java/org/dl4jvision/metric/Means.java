package org.dl4jvision.metric;

import java.util.stream.DoubleStream;

/** Means of measures that not every class has. */
public final class Means {

  private Means() {}

  /** The mean of the values that are not NaN; NaN where none is left. */
  public static double ofDefined(DoubleStream values) {
    return values.filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
  }
}
