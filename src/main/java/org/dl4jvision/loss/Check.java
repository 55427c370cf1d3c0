package org.dl4jvision.loss;

import java.util.Arrays;

/**
 * Checks of options: each returns its argument or throws an IllegalArgumentException that names it.
 */
final class Check {

  private Check() {}

  /** Anything but null. */
  static <T> T given(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is null; give a value");
    }
    return value;
  }

  /** Any finite number. */
  static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is " + value + "; allowed are finite numbers");
    }
    return value;
  }

  static double positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed are finite numbers > 0");
    }
    return value;
  }

  /** A number of [0, 1]. */
  static double unit(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed are numbers from 0 to 1");
    }
    return value;
  }

  static double notNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed are finite numbers >= 0");
    }
    return value;
  }

  /** A number of [0, 1). */
  static double fraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed are numbers from 0 to below 1");
    }
    return value;
  }

  /** A number of (0, 1]. */
  static double share(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed are numbers above 0 up to 1");
    }
    return value;
  }

  /** A copy of a list of weights, or null. */
  static double[] weights(String name, double[] values) {
    if (values == null) {
      return null;
    }
    for (double value : values) {
      if (!(value >= 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            name + " is " + Arrays.toString(values) + "; allowed are finite numbers >= 0");
      }
    }
    if (values.length == 0) {
      throw new IllegalArgumentException(name + " is []; give one number a class");
    }
    return values.clone();
  }

  /** Refuses a list that has neither one number nor one number a class; null is none. */
  static void oneOrLength(String name, double[] values, int classes) {
    if (values != null && values.length != 1) {
      length(name, values, classes);
    }
  }

  /** Refuses a list of weights that does not have one number a class. */
  static void length(String name, double[] values, int classes) {
    if (values != null && values.length != classes) {
      throw new IllegalArgumentException(
          name
              + " is "
              + Arrays.toString(values)
              + ", "
              + values.length
              + " numbers; the predictions have "
              + classes
              + " channels, give one number each");
    }
  }
}
