package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.PixelLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Poly-1 cross-entropy: the mean over an image's valid pixels of
 *
 * <pre>sum over classes of t (- log p + epsilon (1 - p))</pre>
 *
 * epsilon above 0 keeps pulling at pixels that are nearly right, below 0 lets go of them; 0 is
 * cross-entropy.
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
@JsonDeserialize(builder = LossPoly1.Builder.class)
public final class LossPoly1 extends PixelLoss {

  private static final long serialVersionUID = 1;

  private final double epsilon;

  public LossPoly1() {
    this(new Builder());
  }

  private LossPoly1(Builder builder) {
    super(builder);
    epsilon = Check.finite("epsilon", builder.epsilon);
  }

  public static Builder builder() {
    return new Builder();
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
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends PixelLoss.Builder<Builder> {
    private double epsilon = 2;

    @LossOption("weight of the added 1 - p")
    public Builder epsilon(double epsilon) {
      this.epsilon = epsilon;
      return this;
    }

    public LossPoly1 build() {
      return new LossPoly1(this);
    }
  }
}
