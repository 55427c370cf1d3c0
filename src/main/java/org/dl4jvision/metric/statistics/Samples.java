package org.dl4jvision.metric.statistics;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.dl4jvision.check.Check;

/** Numbers that tests take. */
final class Samples {

  private Samples() {}

  /** Refuses too few numbers, NaN and infinite ones. */
  static double[] require(String name, double[] values, int least) {
    Check.that(
        values.length >= least, "number of " + name, values.length, "whole numbers >= " + least);
    Arrays.stream(values).forEach(value -> Check.finite(name, value));
    return values;
  }

  /** The differences a - b of paired scores. */
  static double[] differences(double[] a, double[] b) {
    Check.that(
        a.length == b.length, "number of scores", b.length, "that of the others, " + a.length);
    double[] differences = new double[a.length];
    Arrays.setAll(differences, i -> a[i] - b[i]);
    return require("differences", differences, 1);
  }

  static double mean(double[] values) {
    return StatUtils.mean(values);
  }

  /** The unbiased variance. */
  static double variance(double[] values) {
    return StatUtils.variance(values);
  }
}
