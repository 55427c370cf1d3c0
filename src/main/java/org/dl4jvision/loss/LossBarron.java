package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Barron's general robust loss: the mean over an image's valid pixels and channels of, with z = ((p
 * - t) / scale)^2,
 *
 * <pre>|alpha - 2| / alpha ((z / |alpha - 2| + 1)^(alpha / 2) - 1)</pre>
 *
 * and its limits z / 2 at alpha 2, log(z / 2 + 1) at 0 (Cauchy) and 1 - exp(-z / 2) at -Infinity
 * (Welsch). 1 is Charbonnier, -2 Geman-McClure.
 *
 * <p>Defaults: alpha 1, scale 1.
 *
 * @see <a href="https://arxiv.org/abs/1701.03077">Barron (2019)</a>
 */
@LossInfo(
    name = "barron",
    help = "a family of robust losses, from squared error to Welsch, by one number",
    formula = "|alpha - 2| / alpha ((z / |alpha - 2| + 1)^(alpha / 2) - 1), z = (e / scale)^2",
    avoid = "a first training: huber has one number to choose",
    paper = "https://arxiv.org/abs/1701.03077",
    same = "robust_loss general.lossfun")
public final class LossBarron extends RegressionLoss {

  /** How near to 0 and 2 alpha is taken for it, where the formula is 0 / 0. */
  private static final double NEAR = 1e-5;

  @LossOption("robustness: 2 squared error, 1 Charbonnier, 0 Cauchy, -Infinity Welsch")
  private double alpha = 1;

  @LossOption("errors below it are treated as squared")
  private double scale = 1;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.that(
        Math.abs(alpha) <= 100 || alpha == Double.NEGATIVE_INFINITY,
        "alpha",
        alpha,
        "numbers from -100 to 100 and -Infinity");
    Check.scale("scale", scale);
  }

  private boolean isNear(double limit) {
    return Math.abs(alpha - limit) < NEAR;
  }

  @Override
  protected Field value(Field error) {
    Field z = error.square().times(1 / (scale * scale));
    if (isNear(2)) {
      return z.times(0.5);
    }
    if (isNear(0)) {
      return z.times(0.5).log1p();
    }
    if (alpha == Double.NEGATIVE_INFINITY) {
      return z.times(-0.5).exp().complement();
    }
    double a = Math.abs(alpha - 2);
    return z.times(1 / a).plus(1).pow(alpha / 2).plus(-1).times(a / alpha);
  }

  @Override
  protected Field derivative(Field error) {
    Field z = error.square().times(1 / (scale * scale));
    Field linear = error.times(1 / (scale * scale));
    if (isNear(2)) {
      return linear;
    }
    if (alpha == Double.NEGATIVE_INFINITY) {
      return linear.times(z.times(-0.5).exp());
    }
    double power = isNear(0) ? -1 : alpha / 2 - 1;
    return linear.times(z.times(1 / Math.abs(alpha - 2)).plus(1).pow(power));
  }

  /** Builds a {@link LossBarron}. */
  public static final class Builder extends RegressionLoss.Builder<LossBarron, Builder> {
    private Builder() {
      super(new LossBarron());
    }

    public Builder alpha(double alpha) {
      return set(loss -> loss.alpha = alpha);
    }

    public Builder scale(double scale) {
      return set(loss -> loss.scale = scale);
    }
  }
}
