package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.family.OverlapLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Generalized Dice loss: one Dice of all classes of an image,
 *
 * <pre>
 * 1 - (2 sum_c w_c sum(p t) + smoothNumerator) / (sum_c w_c (sum(p) + sum(t)) + smoothDenominator)
 * </pre>
 *
 * with weights of the class's size: 1 / sum(t)^2 ({@code square}), 1 / sum(t) ({@code simple}) or 1
 * ({@code uniform}), times its {@code classWeights}. A class that the label does not show gets the
 * largest weight of those it shows; where it shows none the weights are 1. {@code squared} and
 * {@code softLabel} are those of {@link LossDice}. From 0 (perfect) to 1.
 *
 * <p>Defaults: square, smoothing 1e-5.
 *
 * @see <a href="https://arxiv.org/abs/1707.03237">Sudre, Li, Vercauteren, Ourselin, Cardoso
 *     (2017)</a>
 */
@LossInfo(
    name = "generalized-dice",
    help = "Dice of all classes at once, rare ones weighted up",
    formula = "1 - (2 sum_c w_c sum pt + s) / (sum_c w_c (sum p + sum t) + s)",
    avoid = "tiny classes with noisy labels: they get all the weight",
    paper = "https://arxiv.org/abs/1707.03237",
    same = "MONAI GeneralizedDiceLoss")
public final class LossGeneralizedDice extends OverlapLoss {

  @LossOption("weight of a class of size s: 1/s^2, 1/s or 1")
  private Weighting weighting = Weighting.SQUARE;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.given("weighting", weighting);
  }

  /** The size of a class, the sum of its labels, becomes its weight in one of these ways. */
  public enum Weighting {
    /** The weight is one over the squared size. */
    SQUARE,
    /** The weight is one over the size. */
    SIMPLE,
    /** All classes weigh alike. */
    UNIFORM;

    private double of(double size) {
      return switch (this) {
        case SQUARE -> 1 / (size * size);
        case SIMPLE -> 1 / size;
        case UNIFORM -> 1;
      };
    }
  }

  @Override
  protected Scalar lossOfImage(List<Region> regions, int classes) {
    double largest =
        regions.stream()
            .mapToDouble(region -> weighting.of(t(region).value()))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    Scalar overlap = null;
    Scalar size = null;
    for (Region region : regions) {
      Scalar t = t(region);
      double weight = region.weight() * Math.min(largest, weighting.of(t.value()));
      Scalar overlapOfClass = overlap(region).times(2 * weight);
      Scalar sizeOfClass = p(region).plus(t).times(weight);
      overlap = overlap == null ? overlapOfClass : overlap.plus(overlapOfClass);
      size = size == null ? sizeOfClass : size.plus(sizeOfClass);
    }
    return smoothRatio(overlap, size).complement();
  }

  /** Builds a {@link LossGeneralizedDice}. */
  public static final class Builder extends OverlapLoss.Builder<LossGeneralizedDice, Builder> {
    private Builder() {
      super(new LossGeneralizedDice());
    }

    public Builder weighting(Weighting weighting) {
      return set(loss -> loss.weighting = weighting);
    }
  }
}
