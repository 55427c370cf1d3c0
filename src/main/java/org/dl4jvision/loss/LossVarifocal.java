package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.PixelLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Varifocal loss: classification whose label is how good the box is, and that turns away only from
 * easy negatives. The mean over an image's valid pixels (locations) and channels of
 *
 * <pre>
 * t (- t log p - (1 - t) log(1 - p))   where t &gt; 0
 * - alpha p^gamma log(1 - p)           where t = 0
 * </pre>
 *
 * with labels t of the predictions' shape, [N, C] or [N, C, spatial...]: the IoU of the predicted
 * with the true box at the object's class, 0 at all others. For sigmoid. Class indices are labels
 * of 1.
 *
 * <p>Defaults: alpha 0.75, gamma 2.
 *
 * @see <a href="https://arxiv.org/abs/2008.13367">Zhang, Wang, Dayoub, Suenderhauf: VarifocalNet
 *     (2021)</a>
 */
@LossInfo(
    name = "varifocal",
    help = "as quality-focal, with full weight for positives; for many negatives",
    formula = "t > 0: t times cross-entropy; t = 0: alpha p^gamma times it",
    avoid = "labels that are 0 and 1: focal",
    paper = "https://arxiv.org/abs/2008.13367",
    same = "mmdetection VarifocalLoss")
public final class LossVarifocal extends PixelLoss {

  @LossOption("weight of negatives")
  private double alpha = 0.75;

  @LossOption("exponent of the probability of negatives; larger: easy ones count less")
  private double gamma = 2;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.notNegative("alpha", alpha);
    Check.exponent("gamma", gamma);
  }

  @Override
  protected Unit unit(Batch arrays) {
    return Unit.CHANNEL;
  }

  @Override
  protected Field terms(Prediction prediction, Field target, Derivatives derivatives) {
    Field p = prediction.p().max(0);
    Field negative = target.greaterThan(0).complement();
    Field power = p.pow(gamma).times(alpha);
    Field byLogP = target.square().negate();
    Field byLogQ = target.times(target.plus(-1)).minus(negative.times(power));
    derivatives.addByLogP(byLogP);
    derivatives.addByLogQ(byLogQ);
    // With gamma below 1 the derivative at p = 0 would be infinite; it meets a logarithm that is 0.
    Field ofPower = p.max(1e-30).pow(gamma - 1).times(-alpha * gamma);
    derivatives.addByP(negative.times(ofPower).times(prediction.logQ()));
    return byLogP.times(prediction.logP()).plus(byLogQ.times(prediction.logQ()));
  }

  /** Builds a {@link LossVarifocal}. */
  public static final class Builder extends PixelLoss.Builder<LossVarifocal, Builder> {
    private Builder() {
      super(new LossVarifocal());
    }

    public Builder alpha(double alpha) {
      return set(loss -> loss.alpha = alpha);
    }

    public Builder gamma(double gamma) {
      return set(loss -> loss.gamma = gamma);
    }
  }
}
