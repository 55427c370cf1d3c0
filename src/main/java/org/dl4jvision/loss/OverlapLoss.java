package org.dl4jvision.loss;

import java.util.EnumSet;
import java.util.Set;
import org.dl4jvision.loss.evaluation.Scalar;

/** A region loss of the overlap of prediction and label and of the size of both. */
abstract class OverlapLoss extends RegionLoss {

  private static final long serialVersionUID = 1;

  private final boolean squared;
  private final boolean softLabel;

  OverlapLoss(Builder<?> builder) {
    super(builder);
    squared = builder.squared;
    softLabel = builder.softLabel;
  }

  abstract Scalar lossOfClass(Scalar overlap, Scalar p, Scalar t);

  /** Twice the overlap over the sum of the sizes. */
  final Scalar dice(Scalar overlap, Scalar p, Scalar t) {
    return smoothRatio(overlap.times(2), p.plus(t));
  }

  /** Of squares, (p^2 + t^2 - (p - t)^2) / 2 is p t: soft labels need nothing else. */
  private boolean usesDifference() {
    return softLabel && !squared;
  }

  @Override
  protected final Set<RegionSum> sums() {
    return EnumSet.of(
        usesDifference() ? RegionSum.DIFFERENCE : RegionSum.OVERLAP,
        squared ? RegionSum.PREDICTION_SQUARED : RegionSum.PREDICTION,
        squared ? RegionSum.TARGET_SQUARED : RegionSum.TARGET);
  }

  @Override
  protected final Scalar lossOfClass(Region region) {
    Scalar p = region.get(squared ? RegionSum.PREDICTION_SQUARED : RegionSum.PREDICTION);
    Scalar t = region.get(squared ? RegionSum.TARGET_SQUARED : RegionSum.TARGET);
    Scalar overlap =
        usesDifference()
            ? p.plus(t).minus(region.get(RegionSum.DIFFERENCE)).times(0.5)
            : region.get(RegionSum.OVERLAP);
    return lossOfClass(overlap, p, t);
  }

  /** Options of all losses of the overlap. */
  public abstract static class Builder<B extends Builder<B>> extends RegionLoss.Builder<B> {
    private boolean squared;
    private boolean softLabel;

    Builder(boolean squared) {
      this.squared = squared;
    }

    @Option("squares in the denominator (V-Net's) instead of plain sums")
    public B squared(boolean squares) {
      squared = squares;
      return self();
    }

    @Option("an overlap that is full where the prediction equals a soft label")
    public B softLabel(boolean soft) {
      softLabel = soft;
      return self();
    }
  }
}
