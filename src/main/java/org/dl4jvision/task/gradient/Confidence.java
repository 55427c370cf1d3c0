package org.dl4jvision.task.gradient;

import java.util.List;

/** Groups by the probability that is given to what is true. */
final class Confidence {

  private static final List<String> NAMES =
      List.of("0 to 0.2", "0.2 to 0.4", "0.4 to 0.6", "0.6 to 0.8", "0.8 to 1");

  private Confidence() {}

  static Shares shares() {
    return new Shares(NAMES);
  }

  static int group(double probability) {
    return Math.min(NAMES.size() - 1, (int) (NAMES.size() * probability));
  }
}
