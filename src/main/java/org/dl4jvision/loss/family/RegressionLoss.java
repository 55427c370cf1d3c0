package org.dl4jvision.loss.family;

import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.field.Field;

/**
 * A pixel loss of the error p - t alone, for maps of any numbers: the mean over an image's valid
 * pixels and channels.
 */
public abstract class RegressionLoss extends PixelLoss {

  /** Returns the loss of each error, e = p - t. */
  protected abstract Field value(Field error);

  /** Returns the derivative of {@link #value} by the error. */
  protected abstract Field derivative(Field error);

  @Override
  protected final Unit unit(Batch arrays) {
    return Unit.CHANNEL;
  }

  @Override
  public final boolean labelsAreProbabilities() {
    return false;
  }

  @Override
  protected final Field terms(Prediction prediction, Field target, Derivatives derivatives) {
    Field error = prediction.p().minus(target);
    derivatives.addByP(derivative(error));
    return value(error);
  }
}
