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
 * Poly-1 cross-entropy: the mean over an image's valid pixels of
 *
 * <pre>sum over classes of t (- log p + epsilon (1 - p))</pre>
 *
 * epsilon above 0 keeps pulling at pixels that are nearly right, below 0 lets go of them; 0 is
 * cross-entropy. Below -1 a pixel that is nearly right would be drawn to be wrong.
 *
 * <p>Defaults: epsilon 2.
 *
 * @see <a href="https://arxiv.org/abs/2204.12511">Leng, Tan, Liu and others (2022)</a>
 */
@LossInfo(
    name = "poly1",
    help = "cross-entropy plus a multiple of 1 - p; a tunable cross-entropy",
    formula = "t (-log p + epsilon (1 - p))",
    avoid = "a first training: cross-entropy is the reference",
    paper = "https://arxiv.org/abs/2204.12511",
    same = "optax poly_loss_cross_entropy")
public final class LossPoly1 extends PixelLoss {

  @LossOption("weight of the added 1 - p, >= -1")
  private double epsilon = 2;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.that(
        epsilon >= -1 && Double.isFinite(epsilon), "epsilon", epsilon, "finite numbers >= -1");
  }

  @Override
  protected Unit unit(Batch arrays) {
    return Unit.PIXEL;
  }

  @Override
  protected Field terms(Prediction prediction, Field target, Derivatives derivatives) {
    derivatives.addByLogP(target.negate());
    derivatives.addByP(target.times(-epsilon));
    Prediction ofTarget = prediction.at(target);
    return target.times(ofTarget.q().times(epsilon).minus(ofTarget.logP()));
  }

  /** Builds a {@link LossPoly1}. */
  public static final class Builder extends PixelLoss.Builder<LossPoly1, Builder> {
    private Builder() {
      super(new LossPoly1());
    }

    public Builder epsilon(double epsilon) {
      return set(loss -> loss.epsilon = epsilon);
    }
  }
}
