package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Smooth L1 loss: the mean over an image's valid pixels and channels of
 *
 * <pre>e^2 / (2 beta) for |e| &lt; beta, else |e| - beta / 2,   e = p - t</pre>
 *
 * beta 0 is the absolute error. {@link LossHuber} with the same bend is beta times as large.
 *
 * <p>Defaults: beta 1.
 *
 * @see <a href="https://arxiv.org/abs/1504.08083">Girshick: Fast R-CNN (2015)</a>
 */
@LossInfo(
    name = "smooth-l1",
    help = "absolute error, squared near 0; for box coordinates",
    formula = "e^2 / (2 beta) up to beta, then |e| - beta / 2",
    avoid = "IoU is what counts: use giou or ciou",
    paper = "https://arxiv.org/abs/1504.08083",
    same = "torch SmoothL1Loss, fvcore smooth_l1_loss")
public final class LossSmoothL1 extends RegressionLoss {

  @LossOption("size of errors from which the loss is straight")
  private double beta = 1;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    if (beta != 0) {
      Check.scale("beta", beta);
    }
  }

  @Override
  protected Field value(Field error) {
    if (beta == 0) {
      return error.abs();
    }
    Field size = error.abs();
    Field bent = size.min(beta);
    return bent.square().times(0.5 / beta).plus(size.minus(bent));
  }

  @Override
  protected Field derivative(Field error) {
    return beta == 0 ? error.sign() : error.max(-beta).min(beta).times(1 / beta);
  }

  /** Builds a {@link LossSmoothL1}. */
  public static final class Builder extends RegressionLoss.Builder<LossSmoothL1, Builder> {
    private Builder() {
      super(new LossSmoothL1());
    }

    public Builder beta(double beta) {
      return set(loss -> loss.beta = beta);
    }
  }
}
