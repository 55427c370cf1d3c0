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
 * Binary cross-entropy: every channel answers yes or no for itself. The mean over an image's valid
 * pixels and channels of
 *
 * <pre>
 * - (positiveWeight t' log p + (1 - t') log(1 - p)),   t' = t (1 - labelSmoothing) + labelSmoothing / 2
 * </pre>
 *
 * With sigmoid it is computed from the logits, max(z, 0) - z t + log(1 + exp(-|z|)), and never
 * saturates: a mistake made with a logit of 1000 costs 1000 and has gradient 1.
 *
 * <p>Defaults: positiveWeight 1, no smoothing, no class weights.
 */
@LossInfo(
    name = "binary-cross-entropy",
    help = "cross-entropy of yes or no, channel by channel; for one class, or classes that overlap",
    formula = "- (w t log p + (1 - t) log(1 - p))",
    avoid = "classes that exclude each other: cross-entropy with softmax",
    same = "torch BCEWithLogitsLoss(pos_weight=positiveWeight)")
public final class LossBinaryCrossEntropy extends PixelLoss {

  @LossOption("multiplies the loss of positive labels: one number, or one a channel")
  private double[] positiveWeight = {1};

  @LossOption("share of the label drawn towards 1/2, 0 to below 1")
  private double labelSmoothing = 0;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.weights("positiveWeight", Check.given("positiveWeight", positiveWeight));
    Check.belowOne("labelSmoothing", labelSmoothing);
  }

  @Override
  protected Unit unit(Batch arrays) {
    return Unit.CHANNEL;
  }

  @Override
  protected void checkClasses(int classes) {
    Check.oneOrLength("positiveWeight", positiveWeight, classes);
  }

  @Override
  protected Field terms(Prediction prediction, Field target, Derivatives derivatives) {
    Field t =
        labelSmoothing == 0 ? target : target.times(1 - labelSmoothing).plus(labelSmoothing / 2);
    Field byLogP = t.timesOfClasses(positiveWeight).negate();
    Field byLogQ = t.plus(-1);
    derivatives.addByLogP(byLogP);
    derivatives.addByLogQ(byLogQ);
    return byLogP.times(prediction.logP()).plus(byLogQ.times(prediction.logQ()));
  }

  /** Builds a {@link LossBinaryCrossEntropy}. */
  public static final class Builder extends PixelLoss.Builder<LossBinaryCrossEntropy, Builder> {
    private Builder() {
      super(new LossBinaryCrossEntropy());
    }

    public Builder positiveWeight(double... positiveWeight) {
      return set(
          loss -> loss.positiveWeight = positiveWeight == null ? null : positiveWeight.clone());
    }

    public Builder labelSmoothing(double labelSmoothing) {
      return set(loss -> loss.labelSmoothing = labelSmoothing);
    }
  }
}
