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
 * Quality focal loss: classification whose label is not only yes or no but how good the box is. The
 * mean over an image's valid pixels (locations) of
 *
 * <pre>sum over classes of |t - p|^beta (- t log p - (1 - t) log(1 - p))</pre>
 *
 * with labels t of the predictions' shape, [N, C] or [N, C, spatial...]: the IoU of the predicted
 * with the true box at the object's class, 0 at all others, and 0 throughout for background. For
 * sigmoid. Class indices are labels of 1.
 *
 * <p>Defaults: beta 2.
 *
 * @see <a href="https://arxiv.org/abs/2006.04388">Li, Wang, Wu, Chen, Hu, Li, Tang, Yang:
 *     generalized focal loss (2020)</a>
 */
@LossInfo(
    name = "quality-focal",
    help = "classes of boxes by sigmoid, the label being how well the box fits",
    formula = "|t - p|^beta cross-entropy of p and the quality t",
    avoid = "labels that are 0 and 1: focal",
    paper = "https://arxiv.org/abs/2006.04388",
    same = "mmdetection QualityFocalLoss")
public final class LossQualityFocal extends PixelLoss {

  @LossOption("exponent of the error; 0 is binary cross-entropy summed over classes")
  private double beta = 2;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.exponent("beta", beta);
  }

  @Override
  protected Unit unit(Batch arrays) {
    return Unit.PIXEL;
  }

  @Override
  protected Field terms(Prediction prediction, Field target, Derivatives derivatives) {
    Field error = prediction.p().minus(target);
    Field size = error.abs();
    Field weight = size.pow(beta);
    Field byLogP = target.negate();
    Field byLogQ = target.plus(-1);
    Field entropy = byLogP.times(prediction.logP()).plus(byLogQ.times(prediction.logQ()));
    derivatives.addByLogP(weight.times(byLogP));
    derivatives.addByLogQ(weight.times(byLogQ));
    // With beta below 1 the derivative at 0 would be infinite; the sign is 0 there.
    Field ofWeight = size.max(1e-30).pow(beta - 1).times(beta).times(error.sign());
    derivatives.addByP(ofWeight.times(entropy));
    return weight.times(entropy);
  }

  /** Builds a {@link LossQualityFocal}. */
  public static final class Builder extends PixelLoss.Builder<LossQualityFocal, Builder> {
    private Builder() {
      super(new LossQualityFocal());
    }

    public Builder beta(double beta) {
      return set(loss -> loss.beta = beta);
    }
  }
}
