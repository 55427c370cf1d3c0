package org.dl4jvision.loss;

import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * Complete IoU loss, torchvision's:
 *
 * <pre>
 * 1 - I / (U + epsilon) + d^2 / (c^2 + epsilon) + a v
 * v = 4 / pi^2 (atan(w* / h*) - atan(w / h))^2,   a = v / (1 - IoU + v + epsilon)
 * </pre>
 *
 * {@link LossDIoU} and a penalty on the aspect ratio w / h, that of the true box being w* / h*.
 *
 * <p>The trade-off a is a constant to the gradient, as in the paper's code, torchvision and
 * detectron2: the gradient is the derivative of the loss with a held at its value. Where the aspect
 * ratios differ it is therefore not the derivative of the score.
 *
 * <p>Defaults: format xyxy, epsilon 1e-7.
 *
 * @see <a href="https://arxiv.org/abs/1911.08287">Zheng, Wang, Liu, Li, Ye, Ren (2020)</a>
 */
@LossInfo(
    name = "ciou",
    help = "diou and the aspect ratio; for anchors",
    formula = "DIoU + alpha v, v = 4 / pi^2 (atan wg/hg - atan w/h)^2",
    avoid = "boxes that must match in size, not in shape: eiou",
    paper = "https://arxiv.org/abs/1911.08287",
    same = "torchvision complete_box_iou_loss, detectron2 ciou_loss")
public final class LossCIoU extends BoxLoss {

  public static Builder<LossCIoU, ?> builder() {
    return new Builder<>(new LossCIoU());
  }

  @Override
  protected Scalar loss(Pair pair) {
    Scalar angle = pair.target().width().arctan(pair.target().height());
    Scalar difference = angle.minus(pair.prediction().width().arctan(pair.prediction().height()));
    Scalar v = difference.square().times(4 / (Math.PI * Math.PI));
    Scalar distant = pair.iou().complement();
    Scalar a = v.shareOf(distant.plus(v).plus(epsilon())).constant();
    return distant.plus(pair.distance()).plus(a.times(v));
  }
}
