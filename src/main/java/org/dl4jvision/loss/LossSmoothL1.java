package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegressionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Smooth L1 loss: the mean over an image's valid pixels and channels of
 *
 * <pre>e^2 / (2 beta) for |e| &lt; beta, else |e| - beta / 2,   e = p - t</pre>
 *
 * beta 0 is the absolute error. {@link LossHuber} with the same bend is beta times as large.
 *
 * <p>Defaults: beta 1.
 *
 * @see <a href="https://arxiv.org/abs/1504.08083">Girshick: Fast R-CNN (2015)</a>
 */
@LossInfo(
    name = "smooth-l1",
    help = "absolute error, squared near 0; for box coordinates",
    formula = "e^2 / (2 beta) up to beta, then |e| - beta / 2",
    avoid = "IoU is what counts: use giou or ciou",
    paper = "https://arxiv.org/abs/1504.08083",
    same = "torch SmoothL1Loss, fvcore smooth_l1_loss")
@JsonDeserialize(builder = LossSmoothL1.Builder.class)
public final class LossSmoothL1 extends RegressionLoss {

  private static final long serialVersionUID = 1;

  private final double beta;

  public LossSmoothL1() {
    this(new Builder());
  }

  private LossSmoothL1(Builder builder) {
    super(builder);
    beta = Check.notNegative("beta", builder.beta);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected Field value(Field error) {
    if (beta == 0) {
      return error.abs();
    }
    Field size = error.abs();
    Field bent = size.min(beta);
    return bent.square().times(0.5 / beta).plus(size.minus(bent));
  }

  @Override
  protected Field slope(Field error) {
    return beta == 0 ? error.sign() : error.max(-beta).min(beta).times(1 / beta);
  }

  /** Builds a {@link LossSmoothL1}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends RegressionLoss.Builder<Builder> {
    private double beta = 1;

    @LossOption("size of errors from which the loss is straight")
    public Builder beta(double beta) {
      this.beta = beta;
      return this;
    }

    public LossSmoothL1 build() {
      return new LossSmoothL1(this);
    }
  }
}
