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
 * Generalized cross-entropy: the mean over an image's valid pixels of
 *
 * <pre>sum over classes of t (1 - p^q) / q</pre>
 *
 * q near 0 is cross-entropy, 1 the absolute error, which forgives wrong labels.
 *
 * <p>Defaults: q 0.5.
 *
 * @see <a href="https://arxiv.org/abs/1805.07836">Zhang, Sabuncu (2018)</a>
 */
@LossInfo(
    name = "generalized-cross-entropy",
    help = "between cross-entropy and L1; for labels that are partly wrong",
    formula = "t (1 - p^q) / q",
    avoid = "clean labels: it learns slower than cross-entropy",
    paper = "https://arxiv.org/abs/1805.07836",
    same = "Keras CategoricalGeneralizedCrossEntropy")
public final class LossGeneralizedCrossEntropy extends PixelLoss {

  @LossOption("0.001 to 1: cross-entropy to absolute error")
  private double q = 0.5;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.that(q >= 1e-3 && q <= 1, "q", q, "numbers from 0.001 to 1");
  }

  @Override
  protected Unit unit(Batch arrays) {
    return Unit.PIXEL;
  }

  @Override
  protected Field terms(Prediction prediction, Field target, Derivatives derivatives) {
    Field power = prediction.at(target).logP().times(q).exp();
    derivatives.addByLogP(target.times(power).negate());
    return target.times(power.complement().times(1 / q));
  }

  /** Builds a {@link LossGeneralizedCrossEntropy}. */
  public static final class Builder
      extends PixelLoss.Builder<LossGeneralizedCrossEntropy, Builder> {
    private Builder() {
      super(new LossGeneralizedCrossEntropy());
    }

    public Builder q(double q) {
      return set(loss -> loss.q = q);
    }
  }
}
