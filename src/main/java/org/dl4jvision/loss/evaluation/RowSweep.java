package org.dl4jvision.loss.evaluation;

import java.util.Arrays;

/** Evaluates a {@link RowFormula} row by row: boxes, of which there are few. */
final class RowSweep {

  private RowSweep() {}

  /** Does what {@link Batch#sweepRows} says. */
  static double[] run(BatchArrays arrays, RowFormula formula, double factor) {
    check(arrays);
    int columns = arrays.classes();
    OutputActivation activation = arrays.activation();
    double[] given = arrays.predictions().dup('c').data().asDouble();
    double[] targets = arrays.labels().permute(0, 2, 1).dup('c').data().asDouble();
    double[] weights = arrays.hasMask() ? arrays.mask().dup('c').data().asDouble() : null;
    double[] byLogits = new double[given.length];
    double[] losses = new double[arrays.examples()];
    double[] prediction = new double[columns];
    double[] byPrediction = new double[columns];
    for (int row = 0; row < losses.length; row++) {
      double weight = weights == null ? 1 : weights[row];
      if (weight == 0) {
        continue;
      }
      int at = row * columns;
      for (int c = 0; c < columns; c++) {
        prediction[c] = activation.output(given[at + c]);
      }
      double[] label = Arrays.copyOfRange(targets, at, at + columns);
      losses[row] = weight * formula.lossOfRow(prediction, label, byPrediction);
      for (int c = 0; c < columns; c++) {
        byLogits[at + c] = factor * weight * byPrediction[c] * activation.derivative(prediction[c]);
      }
    }
    if (arrays.gradient() != null) {
      arrays.gradient().add(byLogits);
    }
    return losses;
  }

  private static void check(BatchArrays arrays) {
    boolean oneWeightARow = !arrays.hasMask() || arrays.mask().size(1) == 1;
    if (arrays.isFlat() && !arrays.areIndices() && oneWeightARow) {
      return;
    }
    throw new IllegalArgumentException(
        String.format(
            "predictions have shape %s, labels %s, mask %s; allowed are [N, %d] for both, and a"
                + " mask [N, 1]",
            Arrays.toString(arrays.predictions().shape()),
            arrays.areIndices() ? "[N, 1]" : "the same",
            arrays.hasMask() ? "[N, " + arrays.mask().size(1) + "]" : "none",
            arrays.classes()));
  }
}
