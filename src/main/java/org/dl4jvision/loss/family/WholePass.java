package org.dl4jvision.loss.family;

import java.util.function.Supplier;
import org.dl4jvision.loss.evaluation.Sums;

/** A loss that evaluates itself as a whole and shares no sweep. */
final class WholePass extends Pass {

  private final Supplier<double[]> losses;

  /**
   * @param losses evaluates every example's loss, and adds its weighted gradient to the batch's
   */
  WholePass(double weight, Supplier<double[]> losses) {
    super(weight);
    this.losses = losses;
  }

  @Override
  double[] losses(Sums sums, int at) {
    return losses.get();
  }
}
