package org.dl4jvision.loss;

import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * L1 loss, the mean absolute error: the mean over an image's valid pixels and channels of
 *
 * <pre>|p - t|</pre>
 *
 * with p the network's output after its activation. The derivative at p = t is 0.
 *
 * <p>Its class name differs from DL4J's {@code LossL1}, which is a sum over outputs, not a mean.
 */
@LossInfo(
    name = "l1",
    help = "mean absolute error; for regression, robust against outliers",
    formula = "|p - t|",
    avoid = "segmentation: its gradient dies where softmax or sigmoid saturates",
    same = "torch L1Loss, Keras MeanAbsoluteError")
public final class LossMeanL1 extends RegressionLoss {

  public static Builder<LossMeanL1, ?> builder() {
    return new Builder<>(new LossMeanL1());
  }

  @Override
  protected Field value(Field error) {
    return error.abs();
  }

  @Override
  protected Field derivative(Field error) {
    return error.sign();
  }
}
