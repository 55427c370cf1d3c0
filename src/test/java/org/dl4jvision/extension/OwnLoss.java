package org.dl4jvision.extension;

import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;

/** Half the squared error: the loss whose derivative is the error itself. */
@LossInfo(name = "half-squared-error", help = "half the squared error; its derivative is the error")
public final class OwnLoss extends RegressionLoss {
  @Override
  protected Field value(Field error) {
    return error.square().times(0.5);
  }

  @Override
  protected Field derivative(Field error) {
    return error;
  }
}
