package org.dl4jvision.loss;

import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * SIoU loss: the mean of the costs of distance and shape added to one minus IoU,
 *
 * <pre>
 * 1 - I / (U + epsilon) + (D + S) / 2
 * D = sum over x and y of 1 - exp(-(2 - L) r),   r_x = (dx / W)^2, r_y = (dy / H)^2
 * L = 2 |dx| |dy| / (dx^2 + dy^2)
 * S = sum over w and h of (1 - exp(-|w - w*| / max(w, w*)))^4
 * </pre>
 *
 * with the areas I of the intersection and U of the union, the distances dx and dy of the centers
 * and the width W and height H of the smallest box around both (epsilon is added to the squares of
 * W and H). L, the paper's sin of twice the angle of direction, is 1 on the diagonal and 0 along an
 * axis.
 *
 * <p>Defaults: format xyxy, epsilon 1e-7.
 *
 * @see <a href="https://arxiv.org/abs/2205.12740">Gevorgyan (2022)</a>
 */
@LossInfo(
    name = "siou",
    help = "IoU, distance weighted by direction, and shape",
    formula = "1 - I / U + (distance by direction + shape) / 2",
    avoid = "a first training: ciou is better known",
    paper = "https://arxiv.org/abs/2205.12740",
    same = "SIoU of its paper")
public final class LossSIoU extends BoxLoss {

  public static Builder<LossSIoU, ?> builder() {
    return new Builder<>(new LossSIoU());
  }

  @Override
  protected Scalar loss(Pair pair) {
    Scalar dx = pair.distanceX();
    Scalar dy = pair.distanceY();
    Scalar direction = dx.times(dy).abs().times(2).shareOf(dx.square().plus(dy.square()));
    Scalar weight = direction.plus(-2);
    Scalar distance =
        distanceCost(dx, pair.enclosingWidth(), weight)
            .plus(distanceCost(dy, pair.enclosingHeight(), weight));
    Scalar shape =
        shapeCost(pair.prediction().width(), pair.target().width())
            .plus(shapeCost(pair.prediction().height(), pair.target().height()));
    return pair.iou().complement().plus(distance.plus(shape).times(0.5));
  }

  private Scalar distanceCost(Scalar distance, Scalar size, Scalar weight) {
    Scalar r = distance.square().shareOf(size.square().plus(epsilon()));
    return r.times(weight).exp().complement();
  }

  private static Scalar shapeCost(Scalar size, Scalar target) {
    Scalar difference = size.minus(target).abs().shareOf(size.max(target).atLeast(0));
    return difference.times(-1).exp().complement().pow(4);
  }
}
