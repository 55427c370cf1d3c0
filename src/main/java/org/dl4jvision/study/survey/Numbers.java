package org.dl4jvision.study.survey;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as advice shows them: rounded to what readers can use. */
public final class Numbers {

  private static final int DIGITS = 3;
  private static final MathContext SHOWN = new MathContext(DIGITS);
  private static final double WHOLE = 1000;

  private Numbers() {}

  /** Three digits, or all of those before the point; a dash for NaN. */
  public static String of(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "-" : "" + value;
    }
    BigDecimal number =
        Math.abs(value) >= WHOLE
            ? BigDecimal.valueOf(Math.round(value))
            : new BigDecimal(value).round(SHOWN);
    String plain = number.toPlainString();
    return plain.contains(".") ? plain.replaceFirst("\\.?0+$", "") : plain;
  }

  /** A share in percent, such as {@code 4.46 %}. */
  public static String percent(double share) {
    return Double.isNaN(share) ? "-" : of(100 * share) + " %";
  }
}
