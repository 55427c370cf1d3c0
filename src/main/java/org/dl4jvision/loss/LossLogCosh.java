package org.dl4jvision.loss;

import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * Log-cosh loss: the mean over an image's valid pixels and channels of
 *
 * <pre>log(cosh(p - t))</pre>
 *
 * computed as |e| + log(1 + exp(-2 |e|)) - log 2, which does not overflow.
 */
@LossInfo(
    name = "log-cosh",
    help = "squared near 0, absolute far away, smooth throughout",
    formula = "log(cosh(e))",
    avoid = "errors far from 1 in size: scale the labels",
    same = "Keras LogCosh, optax log_cosh")
public final class LossLogCosh extends RegressionLoss {

  public static Builder<LossLogCosh, ?> builder() {
    return new Builder<>(new LossLogCosh());
  }

  @Override
  protected Field value(Field error) {
    Field size = error.abs();
    return size.plus(decay(error).log1p()).plus(-Math.log(2));
  }

  @Override
  protected Field derivative(Field error) {
    Field decay = decay(error);
    return error.sign().times(decay.complement()).dividedBy(decay.plus(1));
  }

  private static Field decay(Field error) {
    return error.abs().times(-2).exp();
  }
}
