package org.dl4jvision.loss;

import org.dl4jvision.loss.evaluation.Scalar;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Log-cosh Dice loss, class by class,
 *
 * <pre>log(cosh(1 - Dice))</pre>
 *
 * with Dice the score of {@link LossDice}, and its options and defaults. From 0 to 0.434.
 *
 * @see <a href="https://arxiv.org/abs/2006.14822">Jadon (2020)</a>
 */
@LossInfo(
    name = "log-cosh-dice",
    help = "log(cosh(Dice loss)): Dice with small steps near the optimum")
@JsonDeserialize(builder = LossLogCoshDice.Builder.class)
public final class LossLogCoshDice extends OverlapLoss {

  private static final long serialVersionUID = 1;

  public LossLogCoshDice() {
    this(new Builder());
  }

  private LossLogCoshDice(Builder builder) {
    super(builder);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  Scalar lossOfClass(Scalar overlap, Scalar p, Scalar t) {
    return dice(overlap, p, t).complement().logCosh();
  }

  /** Builds a {@link LossLogCoshDice}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends OverlapLoss.Builder<Builder> {
    Builder() {
      super(true);
    }

    public LossLogCoshDice build() {
      return new LossLogCoshDice(this);
    }
  }
}
