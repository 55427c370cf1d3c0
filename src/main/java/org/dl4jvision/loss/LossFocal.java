package org.dl4jvision.loss;

import java.util.Arrays;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.PixelLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Focal loss: cross-entropy times the power of what is still wrong. {@code mode=binary}: the mean
 * over an image's valid pixels and channels of
 *
 * <pre>- (a t (1 - p)^gamma log p + (1 - a) (1 - t) p^gamma log(1 - p))</pre>
 *
 * where without alpha both a and 1 - a are 1; alpha is one number or one a channel, 0 to 1. {@code
 * mode=multiclass}: the mean over an image's valid pixels of
 *
 * <pre>- sum over classes of alpha t (1 - p)^gamma log p</pre>
 *
 * with alpha one number or one a class. {@code mode=auto} is multiclass with softmax and binary
 * otherwise. gamma 0 is cross-entropy.
 *
 * <p>Defaults: gamma 2, no alpha, mode auto. The paper's for detection is alpha 0.25.
 *
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin, Goyal, Girshick, He, Dollar (2017)</a>
 */
@LossInfo(
    name = "focal",
    help = "cross-entropy that turns away from pixels already right; for rare classes",
    formula = "- alpha t (1 - p)^gamma log p, binary also of 1 - p",
    avoid = "noisy labels: it insists on the wrong ones",
    paper = "https://arxiv.org/abs/1708.02002",
    same =
        "binary, alpha=0.25: torchvision sigmoid_focal_loss; multiclass: Keras"
            + " CategoricalFocalCrossentropy")
public final class LossFocal extends PixelLoss {

  @LossOption("exponent of what is still wrong; 0 is cross-entropy")
  private double gamma = 2;

  @LossOption("weight of positives, 1 - alpha of negatives (binary), or of each class (multiclass)")
  private double[] alpha;

  @LossOption(
      "binary: each channel by itself; multiclass: classes exclude each other; auto: by the"
          + " activation")
  private Mode mode = Mode.AUTO;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.exponent("gamma", gamma);
    Check.weights("alpha", alpha);
    Check.given("mode", mode);
    if (mode == Mode.BINARY) {
      checkShares();
    }
  }

  /** Tells what the channels of a prediction are to each other. */
  public enum Mode {
    /** The loss is multiclass with softmax, else binary. */
    AUTO,
    /** Every channel answers yes or no. */
    BINARY,
    /** The classes exclude each other. */
    MULTICLASS
  }

  private boolean isMulticlass(boolean softmax) {
    return mode == Mode.AUTO ? softmax : mode == Mode.MULTICLASS;
  }

  /** Refuses shares above 1 where negatives weigh 1 - alpha: they would be drawn away from 0. */
  private void checkShares() {
    for (double share : alpha == null ? new double[0] : alpha) {
      Check.that(
          share <= 1, "alpha", share, "numbers from 0 to 1, since negatives weigh 1 - alpha");
    }
  }

  @Override
  protected Unit unit(Batch arrays) {
    if (isMulticlass(arrays.isSoftmax())) {
      return Unit.PIXEL;
    }
    checkShares();
    return Unit.CHANNEL;
  }

  @Override
  protected void checkClasses(int classes) {
    Check.oneOrLength("alpha", alpha, classes);
  }

  @Override
  protected Field terms(Prediction prediction, Field target, Derivatives derivatives) {
    Field positive = alpha == null ? target : target.timesOfClasses(alpha);
    Prediction ofTarget = prediction.at(target);
    Field byLogP = positive.times(ofTarget.q().max(0).pow(gamma)).negate();
    Field logP = ofTarget.logP();
    derivatives.addByLogP(byLogP);
    derivatives.addByP(positive.times(derivativeOfPower(ofTarget.q())).times(logP));
    Field terms = byLogP.times(logP);
    if (isMulticlass(prediction.isSoftmax())) {
      return terms;
    }
    Field negative = target.complement();
    if (alpha != null) {
      negative = negative.timesOfClasses(Arrays.stream(alpha).map(a -> 1 - a).toArray());
    }
    Field byLogQ = negative.times(prediction.p().max(0).pow(gamma)).negate();
    Field logQ = prediction.logQ();
    derivatives.addByLogQ(byLogQ);
    derivatives.addByP(negative.times(derivativeOfPower(prediction.p())).times(logQ).negate());
    return terms.plus(byLogQ.times(logQ));
  }

  /**
   * The derivative of x^gamma; near 0, where it may be infinite, it meets a logarithm that is 0.
   */
  private Field derivativeOfPower(Field x) {
    return x.max(1e-30).pow(gamma - 1).times(gamma);
  }

  /** Builds a {@link LossFocal}. */
  public static final class Builder extends PixelLoss.Builder<LossFocal, Builder> {
    private Builder() {
      super(new LossFocal());
    }

    public Builder gamma(double gamma) {
      return set(loss -> loss.gamma = gamma);
    }

    public Builder alpha(double... alpha) {
      return set(loss -> loss.alpha = alpha == null ? null : alpha.clone());
    }

    public Builder mode(Mode mode) {
      return set(loss -> loss.mode = mode);
    }
  }
}
