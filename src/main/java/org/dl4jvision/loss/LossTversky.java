package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.family.OverlapLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Tversky loss, class by class, with TP = sum(p t), FP = sum(p) - TP and FN = sum(t) - TP,
 *
 * <pre>(1 - (TP + smoothNumerator) / (TP + alpha FP + beta FN + smoothDenominator))^gamma</pre>
 *
 * alpha weighs false positives, beta false negatives: beta above alpha finds more of a small
 * region. gamma other than 1 is the focal Tversky loss; below 1 it pulls harder on classes that are
 * nearly right, above 1 on those that are wrong. {@code squared} and {@code softLabel} are those of
 * {@link LossDice}. From 0 (perfect) to 1.
 *
 * <p>Defaults: alpha 0.5, beta 0.5 (Dice without squares), gamma 1.
 *
 * @see <a href="https://arxiv.org/abs/1706.05721">Salehi, Erdogmus, Gholipour (2017)</a>
 * @see <a href="https://arxiv.org/abs/1810.07842">focal: Abraham, Khan (2018)</a>
 */
@LossInfo(
    name = "tversky",
    help = "Dice that weighs false positives and false negatives; for tiny regions",
    formula = "(1 - (TP + s) / (TP + alpha FP + beta FN + s))^gamma",
    avoid = "balanced classes: dice has nothing to tune",
    paper = "https://arxiv.org/abs/1706.05721 https://arxiv.org/abs/1810.07842",
    same =
        "MONAI TverskyLoss; smp TverskyLoss where every class occurs (gamma after its mean"
            + " over classes)")
public final class LossTversky extends OverlapLoss {

  @LossOption("weight of false positives")
  private double alpha = 0.5;

  @LossOption("weight of false negatives")
  private double beta = 0.5;

  @LossOption("exponent of the loss of a class: focal Tversky")
  private double gamma = 1;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.notNegative("alpha", alpha);
    Check.notNegative("beta", beta);
    Check.that(alpha + beta > 0, "alpha + beta", alpha + beta, "numbers above 0");
    Check.positiveExponent("gamma", gamma);
  }

  @Override
  protected Scalar lossOfClass(Scalar overlap, Scalar p, Scalar t) {
    Scalar falsePositives = p.minus(overlap);
    Scalar falseNegatives = t.minus(overlap);
    Scalar size = overlap.plus(falsePositives.times(alpha)).plus(falseNegatives.times(beta));
    Scalar loss = smoothRatio(overlap, size).complement();
    // Rounding may leave less than nothing, of which there is no power.
    return gamma == 1 ? loss : loss.atLeast(0).pow(gamma);
  }

  /** Builds a {@link LossTversky}. */
  public static final class Builder extends OverlapLoss.Builder<LossTversky, Builder> {
    private Builder() {
      super(new LossTversky());
    }

    public Builder alpha(double alpha) {
      return set(loss -> loss.alpha = alpha);
    }

    public Builder beta(double beta) {
      return set(loss -> loss.beta = beta);
    }

    public Builder gamma(double gamma) {
      return set(loss -> loss.gamma = gamma);
    }
  }
}
