package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Alpha-IoU loss:
 *
 * <pre>1 - (I / (U + epsilon))^alpha</pre>
 *
 * with the areas I of the intersection and U of the union of two boxes. alpha above 1 gives boxes
 * that fit well already a larger gradient, alpha 1 is {@link LossIoU}. Boxes apart cost 1 and have
 * no gradient.
 *
 * <p>Defaults: alpha 3, format xyxy, epsilon 1e-7.
 *
 * @see <a href="https://arxiv.org/abs/2110.13675">He, Erfani, Ma, Bailey, Chi, Hua (2021)</a>
 */
@LossInfo(
    name = "alpha-iou",
    help = "iou to a power: more weight for boxes that fit well already",
    formula = "1 - (I / U)^alpha",
    avoid = "boxes that are far off: as iou, it has no gradient there",
    paper = "https://arxiv.org/abs/2110.13675",
    same = "alpha-IoU of its paper")
public final class LossAlphaIoU extends BoxLoss {

  @LossOption("power of the IoU, above 0")
  private double alpha = 3;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.positiveExponent("alpha", alpha);
  }

  @Override
  protected Scalar loss(Pair pair) {
    return pair.iou().pow(alpha).complement();
  }

  /** Builds a {@link LossAlphaIoU}. */
  public static final class Builder extends BoxLoss.Builder<LossAlphaIoU, Builder> {
    private Builder() {
      super(new LossAlphaIoU());
    }

    public Builder alpha(double alpha) {
      return set(loss -> loss.alpha = alpha);
    }
  }
}
