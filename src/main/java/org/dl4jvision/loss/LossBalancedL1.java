package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Balanced L1 loss: the mean over an image's valid pixels and channels of, with e = |p - t| and b =
 * exp(gamma / alpha) - 1,
 *
 * <pre>
 * alpha / b (b e + 1) log(b e / beta + 1) - alpha e for e &lt; beta, else gamma e + gamma / b - alpha beta
 * </pre>
 *
 * <p>Defaults: alpha 0.5, gamma 1.5, beta 1, where its derivative is continuous.
 *
 * @see <a href="https://arxiv.org/abs/1904.02701">Pang, Chen, Shi and others: Libra R-CNN
 *     (2019)</a>
 */
@LossInfo(
    name = "balanced-l1",
    help = "smooth L1 with larger gradients for small errors; for boxes",
    formula = "alpha / b (b e + 1) log(b e / beta + 1) - alpha e, then straight",
    avoid = "IoU is what counts: use giou or ciou",
    paper = "https://arxiv.org/abs/1904.02701",
    same = "mmdetection BalancedL1Loss")
public final class LossBalancedL1 extends RegressionLoss {

  @LossOption("smaller: more weight for small errors")
  private double alpha = 0.5;

  @LossOption("derivative of large errors")
  private double gamma = 1.5;

  @LossOption("size of errors from which the loss is straight")
  private double beta = 1;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.scale("alpha", alpha);
    Check.scale("gamma", gamma);
    Check.scale("beta", beta);
    double ratio = gamma / alpha;
    Check.that(ratio >= 1e-3 && ratio <= 80, "gamma / alpha", ratio, "numbers from 0.001 to 80");
  }

  @Override
  protected Field value(Field error) {
    Field size = error.abs();
    Field near = size.min(beta);
    Field log = near.times(b() / beta).plus(1).log();
    Field inside = near.times(b()).plus(1).times(alpha / b()).times(log).minus(near.times(alpha));
    // At beta both branches are the same number.
    return inside.plus(size.minus(near).times(gamma));
  }

  @Override
  protected Field derivative(Field error) {
    Field size = error.abs();
    Field near = size.min(beta);
    Field log = near.times(b() / beta).plus(1).log().times(alpha);
    Field rest =
        near.times(b()).plus(1).dividedBy(near.times(b()).plus(beta)).plus(-1).times(alpha);
    Field far = size.plus(-beta).greaterThan(0).times(gamma);
    Field inside = size.negate().plus(beta).greaterThan(0);
    return error.sign().times(log.plus(rest).times(inside).plus(far));
  }

  private double b() {
    return Math.expm1(gamma / alpha);
  }

  /** Builds a {@link LossBalancedL1}. */
  public static final class Builder extends RegressionLoss.Builder<LossBalancedL1, Builder> {
    private Builder() {
      super(new LossBalancedL1());
    }

    public Builder alpha(double alpha) {
      return set(loss -> loss.alpha = alpha);
    }

    public Builder gamma(double gamma) {
      return set(loss -> loss.gamma = gamma);
    }

    public Builder beta(double beta) {
      return set(loss -> loss.beta = beta);
    }
  }
}
