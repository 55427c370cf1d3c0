package org.dl4jvision.loss;

import org.dl4jvision.loss.family.OverlapLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * Dice loss: one minus the overlap of prediction p and label t, class by class,
 *
 * <pre>1 - (2 sum(p t) + smoothNumerator) / (sum(p^2) + sum(t^2) + smoothDenominator)</pre>
 *
 * and with {@code squared=false} the sums of p and t in the denominator. With {@code softLabel} the
 * overlap is (sum(p) + sum(t) - sum|p - t|) / 2, which is full where p equals a soft label. The
 * sums go over the pixels of one image, the mean over classes. From 0 (perfect) to 1. An image that
 * is empty and predicted empty costs 0.
 *
 * <p>Defaults: squared, background included, smoothing 1e-5, each image by itself.
 *
 * @see <a href="https://arxiv.org/abs/1606.04797">Milletari, Navab, Ahmadi: V-Net (2016)</a>
 */
@LossInfo(
    name = "dice",
    help = "one minus the overlap; for regions that are small beside the background",
    formula = "1 - (2 sum pt + s) / (sum p^2 + sum t^2 + s)",
    avoid = "images in which a class is mostly absent, alone: it may collapse, add cross-entropy",
    paper = "https://arxiv.org/abs/1606.04797",
    same =
        "squared=false: MONAI DiceLoss; batch=true, squared=false, smooth=0: smp"
            + " DiceLoss where every class occurs (one that does not costs 0 there, 1 here)")
public final class LossDice extends OverlapLoss {

  public LossDice() {
    super(true);
  }

  public static Builder<LossDice, ?> builder() {
    return new Builder<>(new LossDice());
  }

  @Override
  protected Scalar lossOfClass(Scalar overlap, Scalar p, Scalar t) {
    return dice(overlap, p, t).complement();
  }
}
