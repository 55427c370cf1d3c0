package org.dl4jvision.loss;

import org.dl4jvision.loss.family.OverlapLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * Jaccard (IoU) loss, class by class,
 *
 * <pre>1 - (sum(p t) + smoothNumerator) / (sum(p) + sum(t) - sum(p t) + smoothDenominator)</pre>
 *
 * and with {@code squared} the sums of p^2 and t^2 in the denominator. With {@code softLabel} the
 * overlap sum(p t) is replaced by (sum(p) + sum(t) - sum|p - t|) / 2. From 0 (perfect) to 1.
 *
 * <p>Defaults: not squared, background included, smoothing 1e-5, each image by itself.
 *
 * @see <a href="https://doi.org/10.1007/978-3-319-50835-1_22">Rahman, Wang (2016)</a>
 */
@LossInfo(
    name = "jaccard",
    help = "one minus intersection over union; like Dice, harder on partial overlap",
    formula = "1 - (sum pt + s) / (sum p + sum t - sum pt + s)",
    avoid = "as dice",
    paper = "https://doi.org/10.1007/978-3-319-50835-1_22",
    same =
        "MONAI DiceLoss(jaccard=True); batch=true, smooth=0: smp JaccardLoss where"
            + " every class occurs (one that does not costs 0 there, 1 here)")
public final class LossJaccard extends OverlapLoss {

  public static Builder<LossJaccard, ?> builder() {
    return new Builder<>(new LossJaccard());
  }

  @Override
  protected Scalar lossOfClass(Scalar overlap, Scalar p, Scalar t) {
    return smoothRatio(overlap, p.plus(t).minus(overlap)).complement();
  }
}
