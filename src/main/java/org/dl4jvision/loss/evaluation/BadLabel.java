package org.dl4jvision.loss.evaluation;

import java.util.Arrays;

/** Says that a label is no class, or no probability. */
final class BadLabel {

  private BadLabel() {}

  /** Reports a class index outside of the classes. */
  static IllegalArgumentException noClass(double label, int classes, Integer ignoreIndex) {
    return new IllegalArgumentException(
        "labels hold class index "
            + (label == Math.rint(label) ? String.valueOf((long) label) : String.valueOf(label))
            + "; allowed are 0 to "
            + (classes - 1)
            + (ignoreIndex == null
                ? " (no ignoreIndex is set)"
                : " and the ignoreIndex " + ignoreIndex));
  }

  /** Reports a number that is no probability. */
  static IllegalArgumentException noProbability(double label, long[] predictions) {
    return new IllegalArgumentException(
        "labels of shape "
            + Arrays.toString(predictions)
            + ", that of the predictions, hold "
            + label
            + "; allowed are probabilities, 0 to 1 (one-hot or soft)");
  }
}
