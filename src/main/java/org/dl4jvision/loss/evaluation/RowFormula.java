package org.dl4jvision.loss.evaluation;

/** A loss of one row of rank 2 arrays, in double precision. */
@FunctionalInterface
public interface RowFormula {
  /**
   * The loss of a row.
   *
   * @param prediction after the activation
   * @param label as many numbers
   * @param derivatives receives the derivative by each number of the prediction
   */
  double lossOfRow(double[] prediction, double[] label, double[] derivatives);
}
