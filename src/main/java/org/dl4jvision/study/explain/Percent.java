package org.dl4jvision.study.explain;

import java.util.Locale;

/** Shares for readers. */
final class Percent {

  private Percent() {}

  /** Seven letters, such as {@code " 12.5 %"}; of what is undefined a hyphen. */
  static String of(double share) {
    return Double.isNaN(share) ? "      -" : String.format(Locale.ROOT, "%5.1f %%", 100 * share);
  }
}
