package org.dl4jvision.loss.family;

import java.util.List;
import java.util.Set;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossOption;

/**
 * A loss that is a function of a few sums over the pixels of each class, such as an overlap: an
 * image's loss is the mean over its classes.
 *
 * <p>With {@code batch} the sums are taken over all images, and every example's loss is that of the
 * batch. Rank 2 predictions have no space to sum over: the sums are then over the rows. The mask's
 * weights multiply every term of a sum. A class whose pixels are all masked costs 0.
 *
 * <p>A subclass names the sums it needs and gives the loss of one class; it is differentiated by
 * {@link Scalar}.
 */
public abstract class RegionLoss extends PerClassLoss {

  @LossOption("added to the numerator")
  private double smoothNumerator = 1e-5;

  @LossOption("added to the denominator")
  private double smoothDenominator = 1e-5;

  /** Sets numerator and denominator together. */
  @LossOption("sets both smoothNumerator and smoothDenominator")
  protected final void smooth(double smooth) {
    smoothNumerator = smooth;
    smoothDenominator = smooth;
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.notNegative("smoothNumerator", smoothNumerator);
    Check.notNegative("smoothDenominator", smoothDenominator);
  }

  /** Returns the sums that {@link #lossOfClass} asks for. */
  protected abstract Set<? extends RegionTerm> sums();

  /** The loss of one class. Override this, or {@link #lossOfImage}. */
  protected Scalar lossOfClass(Region region) {
    throw new UnsupportedOperationException(getClass() + " has no loss of a class by itself");
  }

  /**
   * The loss of an image: here the mean of its classes' losses, each times the class's weight. The
   * regions and their sums are valid during the call only.
   *
   * @param regions one a class that counts: without the background if it is left out, and without
   *     those of which all pixels are masked; at least one
   * @param classes number of classes, without the background if it is left out
   */
  protected Scalar lossOfImage(List<Region> regions, int classes) {
    Scalar sum = null;
    for (Region region : regions) {
      Scalar loss = lossOfClass(region).times(region.weight() / classes);
      sum = sum == null ? loss : sum.plus(loss);
    }
    return sum;
  }

  protected final double smoothNumerator() {
    return smoothNumerator;
  }

  protected final double smoothDenominator() {
    return smoothDenominator;
  }

  /** Overlap over size: (x + smoothNumerator) / (y + smoothDenominator); 1 where y + .. is 0. */
  protected final Scalar smoothRatio(Scalar overlap, Scalar size) {
    return overlap.plus(smoothNumerator).ratio(size.plus(smoothDenominator));
  }

  /** Holds the sums of one class of an image. */
  public static final class Region {
    private final int classIndex;
    private final double weight;
    private final List<RegionTerm> terms;
    private final List<Scalar> sums;

    Region(int classIndex, double weight, List<RegionTerm> terms, List<Scalar> sums) {
      this.classIndex = classIndex;
      this.weight = weight;
      this.terms = terms;
      this.sums = sums;
    }

    /** Returns the class, counted from 0. */
    public int classIndex() {
      return classIndex;
    }

    /** Returns the weight of the class; it is 1 without class weights. */
    public double weight() {
      return weight;
    }

    /** A sum by its place. */
    Scalar sum(int index) {
      return sums.get(index);
    }

    /** Returns one of the sums that the loss has named in {@link #sums}. */
    public Scalar get(RegionTerm term) {
      return sums.get(terms.indexOf(term));
    }
  }

  @Override
  protected final List<Pass> checkedPasses(Batch arrays, double weight, double factor) {
    return List.of(new RegionPass(this, arrays, weight, factor));
  }

  /**
   * Options of all region losses.
   *
   * @param <L> the loss
   * @param <B> the builder itself
   */
  public static class Builder<L extends RegionLoss, B extends Builder<L, B>>
      extends PerClassLoss.Builder<L, B> {

    public Builder(L start) {
      super(start);
    }

    /** Sets what is added to the numerator, >= 0. */
    public B smoothNumerator(double smooth) {
      return set((RegionLoss loss) -> loss.smoothNumerator = smooth);
    }

    /** Sets what is added to the denominator, >= 0. */
    public B smoothDenominator(double smooth) {
      return set((RegionLoss loss) -> loss.smoothDenominator = smooth);
    }

    /** Sets both smoothNumerator and smoothDenominator. */
    public B smooth(double smooth) {
      return set((RegionLoss loss) -> loss.smooth(smooth));
    }
  }
}
