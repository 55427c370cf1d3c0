package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Huber loss: the mean over an image's valid pixels and channels of
 *
 * <pre>e^2 / 2 for |e| &lt;= delta, else delta (|e| - delta / 2),   e = p - t</pre>
 *
 * <p>Defaults: delta 1.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177703732">Huber (1964)</a>
 */
@LossInfo(
    name = "huber",
    help = "squared error, straight from delta on; robust regression",
    formula = "e^2 / 2 up to delta, then delta (|e| - delta / 2)",
    avoid = "errors whose scale is not known: choose delta by it",
    paper = "https://doi.org/10.1214/aoms/1177703732",
    same = "torch HuberLoss, Keras Huber")
public final class LossHuber extends RegressionLoss {

  @LossOption("size of errors from which the loss is straight")
  private double delta = 1;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.scale("delta", delta);
  }

  @Override
  protected Field value(Field error) {
    Field size = error.abs();
    Field bent = size.min(delta);
    return bent.square().times(0.5).plus(size.minus(bent).times(delta));
  }

  @Override
  protected Field derivative(Field error) {
    return error.max(-delta).min(delta);
  }

  /** Builds a {@link LossHuber}. */
  public static final class Builder extends RegressionLoss.Builder<LossHuber, Builder> {
    private Builder() {
      super(new LossHuber());
    }

    public Builder delta(double delta) {
      return set(loss -> loss.delta = delta);
    }
  }
}
