package org.dl4jvision.loss;

import org.dl4jvision.loss.family.OverlapLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Logarithmic Dice loss, class by class,
 *
 * <pre>-log(max(Dice, 1e-7))</pre>
 *
 * with Dice the score of {@link LossDice}, and its options and defaults. From 0 to 16.1.
 *
 * @see <a href="https://arxiv.org/abs/1809.00076">Wong, Moradi, Tang, Syeda-Mahmood (2018)</a>
 */
@LossInfo(
    name = "log-dice",
    help = "-log(Dice): pulls harder where the overlap is small",
    formula = "-log(Dice score)",
    avoid = "noisy labels: a class that is missed dominates",
    paper = "https://arxiv.org/abs/1809.00076",
    same = "batch=true, squared=false, smooth=0: smp DiceLoss(log_loss=True)")
@JsonDeserialize(builder = LossLogDice.Builder.class)
public final class LossLogDice extends OverlapLoss {

  private static final long serialVersionUID = 1;

  public LossLogDice() {
    this(new Builder());
  }

  private LossLogDice(Builder builder) {
    super(builder);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Scalar lossOfClass(Scalar overlap, Scalar p, Scalar t) {
    return dice(overlap, p, t).atLeast(1e-7).log().times(-1);
  }

  /** Builds a {@link LossLogDice}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends OverlapLoss.Builder<Builder> {
    Builder() {
      super(true);
    }

    public LossLogDice build() {
      return new LossLogDice(this);
    }
  }
}
