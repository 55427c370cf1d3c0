package org.dl4jvision.loss;

import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Log-cosh loss: the mean over an image's valid pixels and channels of
 *
 * <pre>log(cosh(p - t))</pre>
 *
 * computed as |e| + log(1 + exp(-2 |e|)) - log 2, which does not overflow.
 */
@LossInfo(
    name = "log-cosh",
    help = "squared near 0, absolute far away, smooth throughout",
    formula = "log(cosh(e))",
    avoid = "errors far from 1 in size: scale the labels",
    same = "Keras LogCosh, optax log_cosh")
@JsonDeserialize(builder = LossLogCosh.Builder.class)
public final class LossLogCosh extends RegressionLoss {

  private static final long serialVersionUID = 1;

  public LossLogCosh() {
    this(new Builder());
  }

  private LossLogCosh(Builder builder) {
    super(builder);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected Field value(Field error) {
    Field size = error.abs();
    return size.plus(decay(error).log1p()).plus(-Math.log(2));
  }

  @Override
  protected Field slope(Field error) {
    Field decay = decay(error);
    return error.sign().times(decay.complement()).dividedBy(decay.plus(1));
  }

  private static Field decay(Field error) {
    return error.abs().times(-2).exp();
  }

  /** Builds a {@link LossLogCosh}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends RegressionLoss.Builder<Builder> {

    public LossLogCosh build() {
      return new LossLogCosh(this);
    }
  }
}
