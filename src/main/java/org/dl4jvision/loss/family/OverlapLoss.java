package org.dl4jvision.loss.family;

import java.util.EnumSet;
import java.util.Set;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossOption;

/** A region loss of the overlap of prediction and label and of the size of both. */
public abstract class OverlapLoss extends RegionLoss {

  @LossOption("squares in the denominator (V-Net's) instead of plain sums")
  private boolean squared;

  @LossOption("an overlap that is full where the prediction equals a soft label")
  private boolean softLabel;

  /** Losses use plain sums unless {@code squared} is set. */
  protected OverlapLoss() {}

  /**
   * @param squared the default
   */
  protected OverlapLoss(boolean squared) {
    this.squared = squared;
  }

  /** The loss of one class. Override this, or {@link #lossOfImage}. */
  protected Scalar lossOfClass(Scalar overlap, Scalar p, Scalar t) {
    throw new UnsupportedOperationException(getClass() + " has no loss of a class by itself");
  }

  /** Returns twice the overlap over the sum of the sizes: the smoothed Dice coefficient. */
  protected final Scalar dice(Scalar overlap, Scalar p, Scalar t) {
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

  /** Returns the size of the prediction: the sum of p, or of p squared. */
  protected final Scalar p(Region region) {
    return region.get(squared ? RegionSum.PREDICTION_SQUARED : RegionSum.PREDICTION);
  }

  /** Returns the size of the label: the sum of t, or of t squared. */
  protected final Scalar t(Region region) {
    return region.get(squared ? RegionSum.TARGET_SQUARED : RegionSum.TARGET);
  }

  protected final Scalar overlap(Region region) {
    return usesDifference()
        ? p(region).plus(t(region)).minus(region.get(RegionSum.DIFFERENCE)).times(0.5)
        : region.get(RegionSum.OVERLAP);
  }

  @Override
  protected final Scalar lossOfClass(Region region) {
    return lossOfClass(overlap(region), p(region), t(region));
  }

  /**
   * Options of all losses of the overlap.
   *
   * @param <L> the loss
   * @param <B> the builder itself
   */
  public static class Builder<L extends OverlapLoss, B extends Builder<L, B>>
      extends RegionLoss.Builder<L, B> {

    public Builder(L start) {
      super(start);
    }

    /** Whether the denominator has squares, as V-Net's, instead of plain sums. */
    public B squared(boolean squares) {
      return set((OverlapLoss loss) -> loss.squared = squares);
    }

    /** Whether the overlap is full where the prediction equals a soft label. */
    public B softLabel(boolean soft) {
      return set((OverlapLoss loss) -> loss.softLabel = soft);
    }
  }
}
