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
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

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
@JsonDeserialize(builder = LossUnifiedFocal.Builder.class)
public final class LossUnifiedFocal extends DenseLoss {

  private static final long serialVersionUID = 1;

  private final double delta;
  private final double gamma;
  private final double weight;
  private final boolean asymmetric;

  public LossUnifiedFocal() {
    this(new Builder());
  }

  private LossUnifiedFocal(Builder builder) {
    super(builder);
    delta = Check.unit("delta", builder.delta);
    gamma = Check.belowOne("gamma", builder.gamma);
    weight = Check.unit("weight", builder.weight);
    asymmetric = builder.asymmetric;
  }

  public static Builder builder() {
    return new Builder();
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
  public List<Pass> passes(Batch arrays, double ofSum, double factor) {
    return Stream.concat(
            new Focal(this).passes(arrays, ofSum * weight, factor).stream(),
            new Tversky(this).passes(arrays, ofSum * (1 - weight), factor).stream())
        .toList();
  }

  /** The cross-entropy. */
  private static final class Focal extends PixelLoss {
    private static final long serialVersionUID = 1;
    private final double delta;
    private final double gamma;
    private final boolean asymmetric;

    Focal(LossUnifiedFocal whole) {
      super(LossUnifiedFocal.<PixelLossBuilder>common(whole, new PixelLossBuilder()));
      delta = whole.delta;
      gamma = whole.gamma;
      asymmetric = whole.asymmetric;
    }

    @Override
    protected Unit unit(Batch arrays) {
      return Unit.PIXEL;
    }

    /** One number for class 0, another for the rest. */
    private static double[] firstAndOthers(int classes, double first, double others) {
      double[] numbers = new double[classes];
      Arrays.fill(numbers, others);
      numbers[0] = first;
      return numbers;
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

    private static final class PixelLossBuilder extends PixelLoss.Builder<PixelLossBuilder> {}
  }

  /** The Tversky loss. */
  private static final class Tversky extends RegionLoss {
    private static final long serialVersionUID = 1;
    private final double delta;
    private final double gamma;
    private final boolean asymmetric;

    Tversky(LossUnifiedFocal whole) {
      super(
          LossUnifiedFocal.<RegionLossBuilder>common(whole, new RegionLossBuilder()).smooth(1e-7));
      delta = whole.delta;
      gamma = whole.gamma;
      asymmetric = whole.asymmetric;
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

    private static final class RegionLossBuilder extends RegionLoss.Builder<RegionLossBuilder> {}
  }

  private static <B extends DenseLoss.Builder<B>> B common(LossUnifiedFocal whole, B part) {
    return part.classWeights(whole.classWeights())
        .ignoreIndex(whole.ignoreIndex())
        .batch(whole.wholeBatch());
  }

  /** Builds a {@link LossUnifiedFocal}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends DenseLoss.Builder<Builder> {
    private double delta = 0.7;
    private double gamma = 0.5;
    private double weight = 0.5;
    private boolean asymmetric = true;

    @LossOption("weight of missed pixels against invented ones, 0 to 1")
    public Builder delta(double delta) {
      this.delta = delta;
      return this;
    }

    @LossOption("strength of the powers, 0 to below 1")
    public Builder gamma(double gamma) {
      this.gamma = gamma;
      return this;
    }

    @LossOption("share of the focal cross-entropy, the rest is Tversky")
    public Builder weight(double weight) {
      this.weight = weight;
      return this;
    }

    @LossOption("whether the background alone loses weight, and the others alone gain it")
    public Builder asymmetric(boolean asymmetric) {
      this.asymmetric = asymmetric;
      return this;
    }

    public LossUnifiedFocal build() {
      return new LossUnifiedFocal(this);
    }
  }
}
