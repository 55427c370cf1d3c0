package org.dl4jvision.loss;

import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * Efficient IoU loss:
 *
 * <pre>1 - I / (U + e) + d^2 / (c^2 + e) + (w - w*)^2 / (W^2 + e) + (h - h*)^2 / (H^2 + e)</pre>
 *
 * {@link LossDIoU} and a penalty on the width w and height h, those of the true box being w* and
 * h*, as shares of the width W and height H of the smallest box around both; e is epsilon.
 *
 * <p>Defaults: format xyxy, epsilon 1e-7.
 *
 * @see <a href="https://arxiv.org/abs/2101.08158">Zhang, Ren, Zhang, Jia, Wang, Tan (2021)</a>
 */
@LossInfo(
    name = "eiou",
    help = "diou and the differences of width and height",
    formula = "DIoU + (w - wg)^2 / cw^2 + (h - hg)^2 / ch^2",
    avoid = "a first training: ciou is better known",
    paper = "https://arxiv.org/abs/2101.08158",
    same = "efficient IoU of its paper")
public final class LossEIoU extends BoxLoss {

  public static Builder<LossEIoU, ?> builder() {
    return new Builder<>(new LossEIoU());
  }

  @Override
  protected Scalar loss(Pair pair) {
    Scalar width = pair.prediction().width().minus(pair.target().width());
    Scalar height = pair.prediction().height().minus(pair.target().height());
    return pair.iou()
        .complement()
        .plus(pair.distance())
        .plus(width.square().shareOf(pair.enclosingWidth().square().plus(epsilon())))
        .plus(height.square().shareOf(pair.enclosingHeight().square().plus(epsilon())));
  }
}
