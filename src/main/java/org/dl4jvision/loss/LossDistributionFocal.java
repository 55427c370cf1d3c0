package org.dl4jvision.loss;

import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * Distribution focal loss: a distance given as a distribution over the whole numbers 0 to C - 1.
 * With the true distance y between the bins i and i + 1,
 *
 * <pre>- (i + 1 - y) log p_i - (y - i) log p_{i+1}</pre>
 *
 * the cross-entropy with a label that is shared by the two bins beside y. The mean over an image's
 * valid pixels; a mask's weights multiply.
 *
 * <p>Predictions are [N, C] or [N, C, spatial...], for softmax; a box's four distances are four
 * rows (the paper has C = 17, distances in strides). Labels are [N, 1] or [N, 1, spatial...], the
 * distances, any numbers from 0 to C - 1. The predicted distance is the sum of i p_i.
 *
 * @see <a href="https://arxiv.org/abs/2006.04388">Li, Wang, Wu, Chen, Hu, Li, Tang, Yang:
 *     generalized focal loss (2020)</a>
 */
@LossInfo(
    name = "distribution-focal",
    help = "distances as distributions over whole numbers, by softmax",
    formula = "cross-entropy with the distance shared by the two bins next to it",
    avoid = "heads that predict a distance as one number: smooth-l1, or an IoU loss",
    paper = "https://arxiv.org/abs/2006.04388",
    same = "mmdetection DistributionFocalLoss")
public final class LossDistributionFocal extends VisionLoss {

  private static final LossCrossEntropy CROSS_ENTROPY = new LossCrossEntropy();

  public static Builder<LossDistributionFocal, ?> builder() {
    return new Builder<>(new LossDistributionFocal());
  }

  @Override
  public double[] lossOfExamples(Batch batch, double factor) {
    return CROSS_ENTROPY.lossOfExamples(batch.withLabelsBetweenClasses(), factor);
  }
}
