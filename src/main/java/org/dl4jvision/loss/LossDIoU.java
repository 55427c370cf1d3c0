package org.dl4jvision.loss;

import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * Distance IoU loss, torchvision's:
 *
 * <pre>1 - I / (U + epsilon) + d^2 / (c^2 + epsilon)</pre>
 *
 * with the areas I of the intersection and U of the union, the distance d of the centers and the
 * diagonal c of the smallest box around both. From 0 (the same) to 2 (far apart).
 *
 * <p>Defaults: format xyxy, epsilon 1e-7.
 *
 * @see <a href="https://arxiv.org/abs/1911.08287">Zheng, Wang, Liu, Li, Ye, Ren (2020)</a>
 */
@LossInfo(
    name = "diou",
    help = "IoU and the distance of the centers; converges faster than giou",
    formula = "1 - I / U + rho^2 / c^2",
    avoid = "aspect ratios that matter: ciou",
    paper = "https://arxiv.org/abs/1911.08287",
    same = "torchvision distance_box_iou_loss, detectron2 diou_loss")
public final class LossDIoU extends BoxLoss {

  public static Builder<LossDIoU, ?> builder() {
    return new Builder<>(new LossDIoU());
  }

  @Override
  protected Scalar loss(Pair pair) {
    return pair.iou().complement().plus(pair.distance());
  }
}
