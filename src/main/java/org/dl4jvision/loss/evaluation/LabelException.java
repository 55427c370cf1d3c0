package org.dl4jvision.loss.evaluation;

/** A class index outside the classes. */
final class LabelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

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
}
