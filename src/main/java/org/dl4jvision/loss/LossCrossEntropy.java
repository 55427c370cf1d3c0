package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.PixelLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Cross-entropy of classes that exclude each other: the mean over an image's valid pixels of
 *
 * <pre>- sum over classes of w t' log p,   t' = t (1 - labelSmoothing) + labelSmoothing / C</pre>
 *
 * with class weights w. With softmax it is computed from the logits and never saturates: a mistake
 * made with a logit of 1000 costs 1000 and has gradient 1. With {@code topK} below 1 only that
 * share of an image's valid pixels counts, those with the largest loss (at least one; with {@code
 * batch} of all images'). For a single channel, or classes that may occur together, use {@link
 * LossBinaryCrossEntropy}.
 *
 * <p>Defaults: no weights, no smoothing, nothing ignored, all pixels.
 *
 * @see <a href="https://arxiv.org/abs/1512.00567">label smoothing: Szegedy et al. (2015)</a>
 * @see <a href="https://arxiv.org/abs/1605.06885">hardest pixels: Wu, Shen, van den Hengel
 *     (2016)</a>
 */
@LossInfo(
    name = "cross-entropy",
    help = "minus log of the true class's probability; the usual first choice",
    formula = "- sum_c w_c t log p",
    avoid = "small regions beside much background, alone: add dice, or use focal",
    paper = "https://arxiv.org/abs/1512.00567 https://arxiv.org/abs/1605.06885",
    same =
        "torch CrossEntropyLoss (normalizeWeights=true with weights or ignoreIndex); topK: nnU-Net TopKLoss")
public final class LossCrossEntropy extends PixelLoss {

  @LossOption("share of an image's pixels that counts, the hardest ones")
  private double topK = 1;

  @LossOption("share of the label given evenly to all classes, 0 to below 1")
  private double labelSmoothing = 0;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.share("topK", topK);
    Check.belowOne("labelSmoothing", labelSmoothing);
  }

  @Override
  protected Unit unit(Batch arrays) {
    return Unit.PIXEL;
  }

  @Override
  protected double hardestShare() {
    return topK;
  }

  @Override
  protected Field terms(Prediction prediction, Field target, Derivatives derivatives) {
    Field byLogP = smoothed(target).negate();
    derivatives.addByLogP(byLogP);
    return byLogP.times(prediction.at(byLogP).logP());
  }

  private Field smoothed(Field target) {
    return labelSmoothing == 0
        ? target
        : target.times(1 - labelSmoothing).plus(labelSmoothing / target.classes());
  }

  /** Builds a {@link LossCrossEntropy}. */
  public static final class Builder extends PixelLoss.Builder<LossCrossEntropy, Builder> {
    private Builder() {
      super(new LossCrossEntropy());
    }

    public Builder topK(double topK) {
      return set(loss -> loss.topK = topK);
    }

    public Builder labelSmoothing(double labelSmoothing) {
      return set(loss -> loss.labelSmoothing = labelSmoothing);
    }
  }
}
