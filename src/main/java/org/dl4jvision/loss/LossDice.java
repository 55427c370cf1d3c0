package org.dl4jvision.loss;

import java.util.EnumSet;
import java.util.Set;
import org.dl4jvision.loss.evaluation.Scalar;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Dice loss: one minus the overlap of prediction p and label t, class by class,
 *
 * <pre>1 - (2 sum(p t) + smoothNumerator) / (sum(p^2) + sum(t^2) + smoothDenominator)</pre>
 *
 * and with {@code squared=false} the sums of p and t in the denominator. The sums go over the
 * pixels of one image, the mean over classes. From 0 (perfect) to 1. An image that is empty and
 * predicted empty costs 0.
 *
 * <p>Defaults: squared, background included, smoothing 1e-5, each image by itself.
 *
 * @see <a href="https://arxiv.org/abs/1606.04797">Milletari, Navab, Ahmadi: V-Net (2016)</a>
 */
@LossInfo(
    name = "dice",
    help = "one minus the overlap; for regions that are small beside the background")
@JsonDeserialize(builder = LossDice.Builder.class)
public final class LossDice extends RegionLoss {

  private static final long serialVersionUID = 1;

  private final boolean squared;

  public LossDice() {
    this(new Builder());
  }

  private LossDice(Builder builder) {
    super(builder);
    squared = builder.squared;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected Set<RegionSum> sums() {
    return squared
        ? EnumSet.of(RegionSum.OVERLAP, RegionSum.PREDICTION_SQUARED, RegionSum.TARGET_SQUARED)
        : EnumSet.of(RegionSum.OVERLAP, RegionSum.PREDICTION, RegionSum.TARGET);
  }

  @Override
  protected Scalar lossOfClass(Region region) {
    Scalar p = region.get(squared ? RegionSum.PREDICTION_SQUARED : RegionSum.PREDICTION);
    Scalar t = region.get(squared ? RegionSum.TARGET_SQUARED : RegionSum.TARGET);
    Scalar overlap = region.get(RegionSum.OVERLAP).times(2).plus(smoothNumerator());
    return overlap.ratio(p.plus(t).plus(smoothDenominator())).complement();
  }

  /** Builds a {@link LossDice}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends RegionLoss.Builder<Builder> {
    private boolean squared = true;

    @Option("squares in the denominator (V-Net's) instead of plain sums")
    public Builder squared(boolean squares) {
      squared = squares;
      return this;
    }

    public LossDice build() {
      return new LossDice(this);
    }
  }
}
