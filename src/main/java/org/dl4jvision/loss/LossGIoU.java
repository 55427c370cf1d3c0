package org.dl4jvision.loss;

import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * Generalized IoU loss, torchvision's:
 *
 * <pre>1 - I / (U + epsilon) + (A - U) / (A + epsilon)</pre>
 *
 * with the areas I of the intersection, U of the union and A of the smallest box around both. From
 * 0 (the same) to 2 (far apart).
 *
 * <p>Defaults: format xyxy, epsilon 1e-7.
 *
 * @see <a href="https://arxiv.org/abs/1902.09630">Rezatofighi, Tsoi, Gwak, Sadeghian, Reid,
 *     Savarese (2019)</a>
 */
@LossInfo(
    name = "giou",
    help = "IoU, and the gap that boxes leave in the box around both; the usual first choice",
    formula = "1 - I / U + (A - U) / A, A the enclosing box",
    avoid = "the last bit of precision: ciou converges further",
    paper = "https://arxiv.org/abs/1902.09630",
    same = "torchvision generalized_box_iou_loss, fvcore giou_loss")
public final class LossGIoU extends BoxLoss {

  public static Builder<LossGIoU, ?> builder() {
    return new Builder<>(new LossGIoU());
  }

  @Override
  protected Scalar loss(Pair pair) {
    Scalar around = pair.enclosingWidth().times(pair.enclosingHeight());
    Scalar gap = around.minus(pair.union()).shareOf(around.plus(epsilon()));
    return pair.iou().complement().plus(gap);
  }
}
