package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.OverlapLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;

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
public final class LossLogCoshDice extends OverlapLoss {

  public LossLogCoshDice() {
    super(true);
  }

  public static Builder<LossLogCoshDice, ?> builder() {
    return new Builder<>(new LossLogCoshDice());
  }

  @Override
  protected Scalar lossOfClass(Scalar overlap, Scalar p, Scalar t) {
    return dice(overlap, p, t).complement();
  }

  @Override
  protected Scalar lossOfImage(List<Region> regions, int classes) {
    return super.lossOfImage(regions, classes).logCosh();
  }
}
