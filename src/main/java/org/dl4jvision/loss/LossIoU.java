package org.dl4jvision.loss;

import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * One minus intersection over union of two boxes:
 *
 * <pre>1 - I / (U + epsilon)</pre>
 *
 * with the areas I of their intersection and U of their union. From 0 (the same) to 1. Boxes apart
 * cost 1 and have no gradient: {@link LossGIoU} has one everywhere.
 *
 * <p>Defaults: format xyxy, epsilon 1e-7.
 *
 * @see <a href="https://arxiv.org/abs/1608.01471">Yu, Jiang, Wang, Cao, Huang: UnitBox (2016)</a>
 */
@LossInfo(
    name = "iou",
    help = "one minus the overlap of two boxes; blind where they are apart",
    formula = "1 - I / (U + epsilon)",
    avoid = "boxes that are apart: it has no gradient there, use giou",
    paper = "https://arxiv.org/abs/1608.01471",
    same = "keras-cv IoULoss(mode=linear)")
public final class LossIoU extends BoxLoss {

  public static Builder<LossIoU, ?> builder() {
    return new Builder<>(new LossIoU());
  }

  @Override
  protected Scalar loss(Pair pair) {
    return pair.iou().complement();
  }
}
