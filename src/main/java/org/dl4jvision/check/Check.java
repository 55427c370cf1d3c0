package org.dl4jvision.check;

import java.util.Arrays;

/**
 * Checks of arguments and options: each returns its argument or throws an IllegalArgumentException
 * in the one wording of this library, {@code NAME is VALUE; allowed: ALLOWED}.
 */
public final class Check {

  private Check() {}

  /**
   * Refuses a value.
   *
   * @param ok whether it is allowed
   * @param allowed what is, in words that follow a colon
   */
  public static void that(boolean ok, String name, Object value, String allowed) {
    if (!ok) {
      throw new IllegalArgumentException(
          name + " is " + Excerpt.of(value) + "; allowed: " + allowed);
    }
  }

  /** Refuses null. */
  public static <T> T given(String name, T value) {
    that(value != null, name, null, "any value but null");
    return value;
  }

  /** Refuses whole numbers below {@code least}. */
  public static int atLeast(String name, int value, int least) {
    that(value >= least, name, value, "whole numbers >= " + least);
    return value;
  }

  /** Refuses whole numbers outside of {@code least} to {@code most}, both included. */
  public static int between(String name, int value, int least, int most) {
    that(value >= least && value <= most, name, value, least + " to " + most);
    return value;
  }

  /** Refuses NaN and infinite numbers. */
  public static double finite(String name, double value) {
    that(Double.isFinite(value), name, value, "finite numbers");
    return value;
  }

  /** Refuses numbers that are not above 0, NaN and infinite ones. */
  public static double positive(String name, double value) {
    that(value > 0 && Double.isFinite(value), name, value, "finite numbers > 0");
    return value;
  }

  /** Refuses numbers below 0, NaN and infinite ones. */
  public static double notNegative(String name, double value) {
    that(value >= 0 && Double.isFinite(value), name, value, "finite numbers >= 0");
    return value;
  }

  /** Refuses numbers outside of [0, 1], and NaN. */
  public static double unit(String name, double value) {
    that(value >= 0 && value <= 1, name, value, "numbers from 0 to 1");
    return value;
  }

  /** Refuses numbers outside of [0, 1), and NaN. */
  public static double belowOne(String name, double value) {
    that(value >= 0 && value < 1, name, value, "numbers from 0 to below 1");
    return value;
  }

  /** Refuses numbers outside of (0, 1), and NaN. */
  public static double part(String name, double value) {
    that(value > 0 && value < 1, name, value, "numbers above 0 and below 1");
    return value;
  }

  /** Refuses numbers outside of (0, 1], and NaN. */
  public static double share(String name, double value) {
    that(value > 0 && value <= 1, name, value, "numbers above 0 up to 1");
    return value;
  }

  /** Refuses exponents below 0 and above 100, which no number of any type survives, and NaN. */
  public static double exponent(String name, double value) {
    that(value >= 0 && value <= 100, name, value, "numbers from 0 to 100");
    return value;
  }

  /** Refuses exponents that are not above 0, those above 100, and NaN. */
  public static double positiveExponent(String name, double value) {
    that(value > 0 && value <= 100, name, value, "numbers above 0 up to 100");
    return value;
  }

  /**
   * Refuses scales of errors of which the square or its inverse is no number in single precision.
   */
  public static double scale(String name, double value) {
    that(value >= 1e-15 && value <= 1e15, name, value, "numbers from 1e-15 to 1e15");
    return value;
  }

  /** Refuses what a part of a loss is multiplied by below 0, and where it would be all there is. */
  public static double coefficient(String name, double value) {
    that(value >= 0 && value <= 1e6, name, value, "numbers from 0 to 1000000");
    return value;
  }

  /** Refuses standard deviations of windows, in pixels, that no image has a use for. */
  public static double sigma(String name, double value) {
    that(value >= 1e-15 && value <= 1000, name, value, "numbers from 1e-15 to 1000");
    return value;
  }

  /** Refuses sides of windows that have no pixel at their center: even ones, and below 1. */
  public static int oddSize(String name, int value) {
    that(value >= 1 && value % 2 != 0, name, value, "odd numbers >= 1");
    return value;
  }

  /** Copies a list of weights, each finite and >= 0; null stays null, an empty one is refused. */
  public static double[] weights(String name, double[] values) {
    if (values == null) {
      return null;
    }
    String given = Arrays.toString(values);
    that(values.length > 0, name, given, "one number a class");
    for (double value : values) {
      that(value >= 0 && Double.isFinite(value), name, given, "finite numbers >= 0");
    }
    return values.clone();
  }

  /** Refuses a list that has neither one number nor one number a class; null passes. */
  public static void oneOrLength(String name, double[] values, int classes) {
    if (values != null && values.length != 1) {
      length(name, values, classes);
    }
  }

  /** Refuses a list of weights that does not have one number a class; null passes. */
  public static void length(String name, double[] values, int classes) {
    if (values != null) {
      that(
          values.length == classes,
          name,
          Arrays.toString(values),
          classes + " numbers, one for each channel of the predictions");
    }
  }
}
