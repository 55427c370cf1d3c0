package org.dl4jvision.loss;

import java.util.EnumSet;
import java.util.Set;
import org.dl4jvision.loss.evaluation.Scalar;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Tversky loss, class by class, with TP = sum(p t), FP = sum(p) - TP and FN = sum(t) - TP,
 *
 * <pre>(1 - (TP + smoothNumerator) / (TP + alpha FP + beta FN + smoothDenominator))^gamma</pre>
 *
 * alpha weighs false positives, beta false negatives: beta above alpha finds more of a small
 * region. gamma other than 1 is the focal Tversky loss; below 1 it pulls harder on classes that are
 * nearly right, above 1 on those that are wrong. From 0 (perfect) to 1.
 *
 * <p>Defaults: alpha 0.5, beta 0.5 (Dice without squares), gamma 1.
 *
 * @see <a href="https://arxiv.org/abs/1706.05721">Salehi, Erdogmus, Gholipour (2017)</a>
 * @see <a href="https://arxiv.org/abs/1810.07842">focal: Abraham, Khan (2018)</a>
 */
@LossInfo(
    name = "tversky",
    help = "Dice that weighs false positives and false negatives; for tiny regions")
@JsonDeserialize(builder = LossTversky.Builder.class)
public final class LossTversky extends RegionLoss {

  private static final long serialVersionUID = 1;

  private final double alpha;
  private final double beta;
  private final double gamma;

  public LossTversky() {
    this(new Builder());
  }

  private LossTversky(Builder builder) {
    super(builder);
    alpha = Check.notNegative("alpha", builder.alpha);
    beta = Check.notNegative("beta", builder.beta);
    gamma = Check.positive("gamma", builder.gamma);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected Set<RegionSum> sums() {
    return EnumSet.of(RegionSum.OVERLAP, RegionSum.PREDICTION, RegionSum.TARGET);
  }

  @Override
  protected Scalar lossOfClass(Region region) {
    Scalar overlap = region.get(RegionSum.OVERLAP);
    Scalar falsePositives = region.get(RegionSum.PREDICTION).minus(overlap);
    Scalar falseNegatives = region.get(RegionSum.TARGET).minus(overlap);
    Scalar size = overlap.plus(falsePositives.times(alpha)).plus(falseNegatives.times(beta));
    Scalar loss = smoothRatio(overlap, size).complement();
    // Rounding may leave less than nothing, of which there is no power.
    return gamma == 1 ? loss : loss.atLeast(0).pow(gamma);
  }

  /** Builds a {@link LossTversky}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends RegionLoss.Builder<Builder> {
    private double alpha = 0.5;
    private double beta = 0.5;
    private double gamma = 1;

    @Option("weight of false positives")
    public Builder alpha(double alpha) {
      this.alpha = alpha;
      return this;
    }

    @Option("weight of false negatives")
    public Builder beta(double beta) {
      this.beta = beta;
      return this;
    }

    @Option("exponent of the loss of a class: focal Tversky")
    public Builder gamma(double gamma) {
      this.gamma = gamma;
      return this;
    }

    public LossTversky build() {
      return new LossTversky(this);
    }
  }
}
