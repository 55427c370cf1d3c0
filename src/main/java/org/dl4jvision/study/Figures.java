package org.dl4jvision.study;

import java.util.Locale;
import org.dl4jvision.metric.statistics.Interval;

/** Numbers as tables and verdicts show them. */
final class Figures {

  /** Smaller numbers would lose all but one of four decimals. */
  private static final double SMALL = 0.001;

  private static final double LEAST_P = 1e-4;

  private Figures() {}

  /** Four decimals, or powers of ten for small numbers; a dash for NaN. */
  static String of(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    boolean small = value != 0 && Math.abs(value) < SMALL;
    return String.format(Locale.ROOT, small ? "%.2e" : "%.4f", value);
  }

  /** The ends of a range. */
  static String of(Interval interval) {
    return of(interval.low()) + " to " + of(interval.high());
  }

  /** A p-value, of which only the size matters where it is small. */
  static String ofP(double p) {
    return (p < LEAST_P ? "<" : "") + String.format(Locale.ROOT, "%.4f", Math.max(p, LEAST_P));
  }
}
