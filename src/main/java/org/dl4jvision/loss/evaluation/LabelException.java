package org.dl4jvision.loss.evaluation;

import java.util.Arrays;

/** Says that a label is no class, or no probability. */
final class LabelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Reports a class index outside of the classes. */
  LabelException(double label, int classes, Integer ignoreIndex) {
    super(
        "labels hold class index "
            + (label == Math.rint(label) ? String.valueOf((long) label) : String.valueOf(label))
            + "; allowed are 0 to "
            + (classes - 1)
            + (ignoreIndex == null
                ? " (no ignoreIndex is set)"
                : " and the ignoreIndex " + ignoreIndex));
  }

  /** Reports a number that is no probability. */
  LabelException(double label, long[] predictions) {
    super(
        "labels of shape "
            + Arrays.toString(predictions)
            + ", that of the predictions, hold "
            + label
            + "; allowed are probabilities, 0 to 1 (one-hot or soft)");
  }
}
