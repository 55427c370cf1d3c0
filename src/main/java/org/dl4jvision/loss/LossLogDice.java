package org.dl4jvision.loss;

import org.dl4jvision.loss.family.OverlapLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;

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
    same =
        "batch=true, squared=false, smooth=0: smp DiceLoss(log_loss=True) where"
            + " every class occurs (one that does not costs 0 there)")
public final class LossLogDice extends OverlapLoss {

  public LossLogDice() {
    super(true);
  }

  public static Builder<LossLogDice, ?> builder() {
    return new Builder<>(new LossLogDice());
  }

  @Override
  protected Scalar lossOfClass(Scalar overlap, Scalar p, Scalar t) {
    return dice(overlap, p, t).atLeast(1e-7).log().times(-1);
  }
}
