package org.dl4jvision.loss.evaluation;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks what a mask weighs pixels with. */
final class Weights {

  private Weights() {}

  /**
   * Returns the mask.
   *
   * @throws IllegalArgumentException for a weight that is negative, infinite or NaN
   */
  static INDArray checked(INDArray mask) {
    // ND4J's minimum loses NaN, its sum does not.
    boolean fits =
        mask.minNumber().doubleValue() >= 0 && Double.isFinite(mask.sumNumber().doubleValue());
    if (!fits) {
      for (double weight : mask.dup('c').data().asDouble()) {
        if (!(weight >= 0 && Double.isFinite(weight))) {
          throw new IllegalArgumentException(
              "mask holds " + weight + "; allowed: finite numbers >= 0");
        }
      }
    }
    return mask;
  }
}
