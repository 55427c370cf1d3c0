package org.dl4jvision.loss.family;

import java.util.function.Supplier;
import org.dl4jvision.loss.evaluation.Pixels;
import org.dl4jvision.loss.evaluation.Sums;

/** A loss that evaluates itself as a whole and shares no sweep. */
final class WholePass extends Pass {

  private final Supplier<double[]> losses;

  /**
   * @param losses evaluates the loss of every example, and adds its weighted gradient to the
   *     batch's
   */
  WholePass(double weight, Supplier<double[]> losses) {
    super(weight);
    this.losses = losses;
  }

  @Override
  boolean gathers() {
    return false;
  }

  @Override
  int sums() {
    return 0;
  }

  @Override
  void gather(Pixels pixels, int at) {}

  @Override
  void between(Sums sums, int at) {}

  @Override
  boolean accumulates() {
    return false;
  }

  @Override
  boolean needsOnlyP() {
    return true;
  }

  @Override
  void accumulate(Pixels pixels, int at) {}

  @Override
  double[] losses(Sums sums, int at) {
    return losses.get();
  }
}
