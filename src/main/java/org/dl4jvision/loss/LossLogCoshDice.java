package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.OverlapLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Log-cosh Dice loss of an image,
 *
 * <pre>log(cosh(Dice loss))</pre>
 *
 * with {@link LossDice}, the mean over classes, and its options and defaults. From 0 to 0.434.
 *
 * @see <a href="https://arxiv.org/abs/2006.14822">Jadon (2020)</a>
 */
@LossInfo(
    name = "log-cosh-dice",
    help = "log(cosh(Dice loss)): Dice with small steps near the optimum",
    formula = "log(cosh(Dice loss))",
    avoid = "a start from scratch: its gradient is smaller than that of dice everywhere",
    paper = "https://arxiv.org/abs/2006.14822",
    same = "log(cosh(.)) of any Dice loss")
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
  public Scalar lossOfClass(Scalar overlap, Scalar p, Scalar t) {
    return dice(overlap, p, t).complement();
  }

  @Override
  protected Scalar lossOfImage(List<Region> regions, int classes) {
    return super.lossOfImage(regions, classes).logCosh();
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
