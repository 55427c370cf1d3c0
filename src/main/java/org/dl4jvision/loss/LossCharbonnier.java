package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Charbonnier loss: the mean over an image's valid pixels and channels of
 *
 * <pre>sqrt((p - t)^2 + epsilon^2)</pre>
 *
 * <p>Defaults: epsilon 1e-3.
 *
 * @see <a href="https://doi.org/10.1109/ICIP.1994.413553">Charbonnier and others (1994)</a>
 */
@LossInfo(
    name = "charbonnier",
    help = "absolute error, rounded at 0; for image restoration",
    formula = "sqrt(e^2 + epsilon^2)",
    avoid = "segmentation, as l1",
    paper = "https://doi.org/10.1109/ICIP.1994.413553",
    same = "barron(alpha=1) but for a constant and a factor")
public final class LossCharbonnier extends RegressionLoss {

  @LossOption("radius of the rounding, > 0")
  private double epsilon = 1e-3;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.scale("epsilon", epsilon);
  }

  @Override
  protected Field value(Field error) {
    return error.square().plus(epsilon * epsilon).sqrt();
  }

  @Override
  protected Field derivative(Field error) {
    return error.dividedBy(value(error));
  }

  /** Builds a {@link LossCharbonnier}. */
  public static final class Builder extends RegressionLoss.Builder<LossCharbonnier, Builder> {
    private Builder() {
      super(new LossCharbonnier());
    }

    public Builder epsilon(double epsilon) {
      return set(loss -> loss.epsilon = epsilon);
    }
  }
}
