package org.dl4jvision.loss;

import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * L2 loss, the mean squared error: the mean over an image's valid pixels and channels of
 *
 * <pre>(p - t)^2</pre>
 *
 * with p the network's output after its activation.
 *
 * <p>Its class name differs from DL4J's {@code LossL2}, which is a sum over outputs, not a mean.
 */
@LossInfo(
    name = "l2",
    help = "mean squared error; for regression with even noise",
    formula = "(p - t)^2",
    avoid = "outliers: one counts for all; segmentation, as l1",
    same = "torch MSELoss, Keras MeanSquaredError")
public final class LossMeanL2 extends RegressionLoss {

  public static Builder<LossMeanL2, ?> builder() {
    return new Builder<>(new LossMeanL2());
  }

  @Override
  protected Field value(Field error) {
    return error.square();
  }

  @Override
  protected Field derivative(Field error) {
    return error.times(2);
  }
}
