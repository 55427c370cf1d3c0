package org.dl4jvision.loss;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.DenseLoss;
import org.dl4jvision.loss.family.Pass;
import org.dl4jvision.loss.family.PixelLoss;
import org.dl4jvision.loss.family.RegionLoss;
import org.dl4jvision.loss.family.RegionSum;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Unified focal loss: weight times a focal cross-entropy plus (1 - weight) times a focal Tversky
 * loss, in which class 0, the background, is treated on its own. At a pixel, with class 0's terms
 * first,
 *
 * <pre>
 * focal:    - (1 - delta) t (1 - p)^gamma log p;    - delta t log p for the others
 * Tversky:  1 - TI;    (1 - TI)^(1 - gamma) for the others,   TI = (TP + s) / (TP + delta FN + (1 - delta) FP + s)
 * </pre>
 *
 * with s = 1e-7; the first is added up over classes, with the mean over an image's valid pixels,
 * the second is the mean over classes. {@code asymmetric=false} gives all classes the powers. At
 * least two channels are needed.
 *
 * <p>Defaults: delta 0.7, gamma 0.5, weight 0.5, asymmetric.
 *
 * @see <a href="https://arxiv.org/abs/2102.04525">Yeung, Sala, Schonlieb, Rundo (2021)</a>
 */
@LossInfo(
    name = "unified-focal",
    help = "focal and focal Tversky in one, sparing the background; for extreme imbalance",
    formula = "weight focal cross-entropy + (1 - weight) focal Tversky",
    avoid = "balanced classes: dice + cross-entropy needs no tuning",
    paper = "https://arxiv.org/abs/2102.04525",
    same = "MONAI AsymmetricUnifiedFocalLoss")
public final class LossUnifiedFocal extends DenseLoss {

  @LossOption("weight of missed pixels against invented ones, 0 to 1")
  private double delta = 0.7;

  @LossOption("strength of the powers, 0 to below 1")
  private double gamma = 0.5;

  @LossOption("share of the focal cross-entropy, the rest is Tversky")
  private double weight = 0.5;

  @LossOption("whether the background alone loses weight, and the others alone gain it")
  private boolean asymmetric = true;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.unit("delta", delta);
    Check.belowOne("gamma", gamma);
    Check.unit("weight", weight);
  }

  @Override
  protected void checkClasses(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException(
          "unified-focal needs at least two channels, the first for the background; the predictions have "
              + classes);
    }
  }

  @Override
  protected List<Pass> checkedPasses(Batch arrays, double ofSum, double factor) {
    return Stream.concat(
            new Focal().passes(arrays, ofSum * weight, factor).stream(),
            new Tversky().passes(arrays, ofSum * (1 - weight), factor).stream())
        .toList();
  }

  private final class Focal extends PixelLoss {

    Focal() {
      beLike(LossUnifiedFocal.this);
    }

    @Override
    protected Unit unit(Batch arrays) {
      return Unit.PIXEL;
    }

    @Override
    protected Field terms(Prediction prediction, Field target, Derivatives derivatives) {
      int classes = target.classes();
      double[] powered = firstAndOthers(classes, 1, asymmetric ? 0 : 1);
      Field q = prediction.q().max(1e-30);
      Field power = q.pow(gamma).plus(-1).timesOfClasses(powered).plus(1);
      Field weighted = target.timesOfClasses(firstAndOthers(classes, delta - 1, -delta));
      derivatives.addByLogP(weighted.times(power));
      Field byQ = q.pow(gamma - 1).times(gamma).timesOfClasses(powered).times(weighted);
      derivatives.addByP(byQ.times(prediction.logP()).negate());
      return weighted.times(power).times(prediction.logP());
    }
  }

  /** One number for class 0, another for the rest. */
  private static double[] firstAndOthers(int classes, double first, double others) {
    double[] numbers = new double[classes];
    Arrays.fill(numbers, others);
    numbers[0] = first;
    return numbers;
  }

  private final class Tversky extends RegionLoss {

    Tversky() {
      beLike(LossUnifiedFocal.this);
      smooth(1e-7);
    }

    @Override
    protected Set<RegionSum> sums() {
      return EnumSet.of(RegionSum.OVERLAP, RegionSum.PREDICTION, RegionSum.TARGET);
    }

    @Override
    protected Scalar lossOfClass(Region region) {
      Scalar overlap = region.get(RegionSum.OVERLAP);
      Scalar missed = region.get(RegionSum.TARGET).minus(overlap).times(delta);
      Scalar invented = region.get(RegionSum.PREDICTION).minus(overlap).times(1 - delta);
      Scalar loss = smoothRatio(overlap, overlap.plus(missed).plus(invented)).complement();
      return asymmetric && region.classIndex() == 0 ? loss : loss.atLeast(0).pow(1 - gamma);
    }
  }

  /** Builds a {@link LossUnifiedFocal}. */
  public static final class Builder extends DenseLoss.Builder<LossUnifiedFocal, Builder> {
    private Builder() {
      super(new LossUnifiedFocal());
    }

    public Builder delta(double delta) {
      return set(loss -> loss.delta = delta);
    }

    public Builder gamma(double gamma) {
      return set(loss -> loss.gamma = gamma);
    }

    public Builder weight(double weight) {
      return set(loss -> loss.weight = weight);
    }

    public Builder asymmetric(boolean asymmetric) {
      return set(loss -> loss.asymmetric = asymmetric);
    }
  }
}
