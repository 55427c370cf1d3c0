package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Huber loss: the mean over an image's valid pixels and channels of
 *
 * <pre>e^2 / 2 for |e| &lt;= delta, else delta (|e| - delta / 2),   e = p - t</pre>
 *
 * <p>Defaults: delta 1.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177703732">Huber (1964)</a>
 */
@LossInfo(
    name = "huber",
    help = "squared error, straight from delta on; robust regression",
    formula = "e^2 / 2 up to delta, then delta (|e| - delta / 2)",
    avoid = "errors whose scale is not known: choose delta by it",
    paper = "https://doi.org/10.1214/aoms/1177703732",
    same = "torch HuberLoss, Keras Huber")
@JsonDeserialize(builder = LossHuber.Builder.class)
public final class LossHuber extends RegressionLoss {

  private static final long serialVersionUID = 1;

  private final double delta;

  public LossHuber() {
    this(new Builder());
  }

  private LossHuber(Builder builder) {
    super(builder);
    delta = Check.positive("delta", builder.delta);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected Field value(Field error) {
    Field size = error.abs();
    Field bent = size.min(delta);
    return bent.square().times(0.5).plus(size.minus(bent).times(delta));
  }

  @Override
  protected Field slope(Field error) {
    return error.max(-delta).min(delta);
  }

  /** Builds a {@link LossHuber}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends RegressionLoss.Builder<Builder> {
    private double delta = 1;

    @LossOption("size of errors from which the loss is straight")
    public Builder delta(double delta) {
      this.delta = delta;
      return this;
    }

    public LossHuber build() {
      return new LossHuber(this);
    }
  }
}
