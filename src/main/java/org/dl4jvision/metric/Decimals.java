package org.dl4jvision.metric;

import java.util.Locale;

/** Numbers as reports show them. */
public final class Decimals {

  private Decimals() {}

  /** Four decimals, or a dash for NaN: a measure of nothing is undefined. */
  public static String of(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
