package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

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
@JsonDeserialize(builder = LossCharbonnier.Builder.class)
public final class LossCharbonnier extends RegressionLoss {

  private static final long serialVersionUID = 1;

  private final double epsilon;

  public LossCharbonnier() {
    this(new Builder());
  }

  private LossCharbonnier(Builder builder) {
    super(builder);
    epsilon = Check.positive("epsilon", builder.epsilon);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected Field value(Field error) {
    return error.square().plus(epsilon * epsilon).sqrt();
  }

  @Override
  protected Field slope(Field error) {
    return error.dividedBy(value(error));
  }

  /** Builds a {@link LossCharbonnier}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends RegressionLoss.Builder<Builder> {
    private double epsilon = 1e-3;

    @LossOption("radius of the rounding, > 0")
    public Builder epsilon(double epsilon) {
      this.epsilon = epsilon;
      return this;
    }

    public LossCharbonnier build() {
      return new LossCharbonnier(this);
    }
  }
}
