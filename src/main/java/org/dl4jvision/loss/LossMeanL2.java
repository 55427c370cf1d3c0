package org.dl4jvision.loss;

import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * L2 loss, the mean squared error: the mean over an image's valid pixels and channels of
 *
 * <pre>(p - t)^2</pre>
 *
 * with p the network's output after its activation.
 *
 * <p>Its class name differs from DL4J's {@code LossL2}, which is a sum over outputs, not a mean.
 */
@LossInfo(
    name = "l2",
    help = "mean squared error; for regression with even noise",
    formula = "(p - t)^2",
    avoid = "outliers: one counts for all; segmentation, as l1",
    same = "torch MSELoss, Keras MeanSquaredError")
@JsonDeserialize(builder = LossMeanL2.Builder.class)
public final class LossMeanL2 extends RegressionLoss {

  private static final long serialVersionUID = 1;

  public LossMeanL2() {
    this(new Builder());
  }

  private LossMeanL2(Builder builder) {
    super(builder);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected Field value(Field error) {
    return error.square();
  }

  @Override
  protected Field slope(Field error) {
    return error.times(2);
  }

  /** Builds a {@link LossMeanL2}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends RegressionLoss.Builder<Builder> {

    public LossMeanL2 build() {
      return new LossMeanL2(this);
    }
  }
}
