package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Quantile (pinball) loss: the mean over an image's valid pixels and channels of
 *
 * <pre>max(tau (t - p), (tau - 1) (t - p))</pre>
 *
 * whose optimum is the tau-quantile of the labels; tau 0.5 is half the absolute error.
 *
 * <p>Defaults: tau 0.5.
 *
 * @see <a href="https://doi.org/10.2307/1913643">Koenker, Bassett (1978)</a>
 */
@LossInfo(
    name = "quantile",
    help = "absolute error, different above and below; predicts a quantile",
    formula = "max(tau (t - p), (tau - 1) (t - p))",
    avoid = "the mean is wanted: use l2",
    paper = "https://doi.org/10.2307/1913643",
    same = "scikit-learn mean_pinball_loss")
public final class LossQuantile extends RegressionLoss {

  @LossOption("the quantile, 0 to 1: above 0.5 too small predictions cost more")
  private double tau = 0.5;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.unit("tau", tau);
  }

  @Override
  protected Field value(Field error) {
    return error.abs().times(0.5).plus(error.times(0.5 - tau));
  }

  @Override
  protected Field derivative(Field error) {
    return error.greaterThan(0).times(1 - tau).minus(error.negate().greaterThan(0).times(tau));
  }

  /** Builds a {@link LossQuantile}. */
  public static final class Builder extends RegressionLoss.Builder<LossQuantile, Builder> {
    private Builder() {
      super(new LossQuantile());
    }

    public Builder tau(double tau) {
      return set(loss -> loss.tau = tau);
    }
  }
}
