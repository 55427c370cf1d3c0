package org.dl4jvision.loss.family;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Pixels;
import org.dl4jvision.loss.evaluation.Sums;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.math.BufferPool;
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

  /** By the number of classes. */
  private static final BufferPool<Scalar.Tape> TAPES =
      new BufferPool<>(classes -> new Scalar.Tape());

  @LossOption("added to the numerator")
  private double smoothNumerator = 1e-5;

  @LossOption("added to the denominator")
  private double smoothDenominator = 1e-5;

  /** Sets both. */
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

  /** The sums that {@link #lossOfClass} asks for. */
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

  /** The sums of one class of an image. */
  public static final class Region {
    private final int classIndex;
    private final double weight;
    private final List<RegionTerm> terms;
    private final List<Scalar> sums;

    private Region(int classIndex, double weight, List<RegionTerm> terms, List<Scalar> sums) {
      this.classIndex = classIndex;
      this.weight = weight;
      this.terms = terms;
      this.sums = sums;
    }

    /** The class, from 0. */
    public int classIndex() {
      return classIndex;
    }

    /** The weight of the class. */
    public double weight() {
      return weight;
    }

    /** One of the sums that the loss has named. */
    public Scalar get(RegionTerm term) {
      return sums.get(terms.indexOf(term));
    }
  }

  @Override
  protected final List<Pass> checkedPasses(Batch arrays, double weight, double factor) {
    return List.of(new RegionPass(arrays, weight, factor));
  }

  /** One evaluation. */
  private final class RegionPass extends Pass {
    private final Batch arrays;
    private final double scale;
    private final int classes;
    private final List<RegionTerm> terms;
    private double[] losses;

    /** The derivative by each sum, of each image and class. */
    private double[][][] derivatives;

    RegionPass(Batch arrays, double weight, double factor) {
      super(RegionLoss.this, weight);
      this.arrays = arrays;
      scale = scale(arrays, weight * factor);
      classes = arrays.classes();
      Set<RegionTerm> needed = new LinkedHashSet<>(RegionLoss.this.sums());
      if (!countsAll(arrays)) {
        needed.add(RegionSum.WEIGHT);
      }
      terms = List.copyOf(needed);
    }

    @Override
    boolean gathers() {
      return true;
    }

    @Override
    int sums() {
      return terms.size();
    }

    @Override
    void between(Sums ofImages, int at) {
      Sums sums = isOneGroup(arrays) ? ofImages.together() : ofImages;
      losses = new double[sums.groups()];
      derivatives = new double[terms.size()][ofImages.groups()][];
      Scalar.Tape tape = TAPES.take(classes);
      for (int group = 0; group < losses.length; group++) {
        double[][] byTerm = new double[terms.size()][classes];
        losses[group] = loss(tape, sums, group, at, byTerm);
        for (int i = 0; i < terms.size(); i++) {
          for (int image = group; image < derivatives[i].length; image += losses.length) {
            derivatives[i][image] = byTerm[i];
          }
        }
      }
      TAPES.release(classes, tape);
    }

    @Override
    boolean accumulates() {
      return arrays.wantsGradient();
    }

    @Override
    boolean needsOnlyP() {
      return true;
    }

    @Override
    double[] losses(Sums none, int at) {
      return ofExamples(losses, arrays.examples());
    }

    @Override
    void gather(Pixels pixels, int at) {
      Field p = pixels.prediction().p();
      Field t = pixels.target();
      Field weight = pixels.weight();
      for (int i = 0; i < terms.size(); i++) {
        Field term = terms.get(i).term(p, t);
        if (term == null) {
          term = pixels.ones();
        }
        pixels.add(at + i, weight == null ? term : term.times(weight));
      }
    }

    /** The loss of a group; its derivative by each sum, scaled, goes into {@code byTerm}. */
    private double loss(Scalar.Tape tape, Sums sums, int group, int at, double[][] byTerm) {
      int first = firstClass(classes);
      int weightAt = terms.indexOf(RegionSum.WEIGHT);
      tape.restart();
      List<Region> regions = new ArrayList<>(classes);
      for (int c = first; c < classes; c++) {
        if (weightAt >= 0 && sums.get(group, at + weightAt, c) == 0) {
          continue;
        }
        List<Scalar> variables = new ArrayList<>(terms.size());
        for (int i = 0; i < terms.size(); i++) {
          variables.add(tape.variable(sums.get(group, at + i, c)));
        }
        regions.add(new Region(c, weightOfClass(c), terms, variables));
      }
      if (regions.isEmpty()) {
        return 0;
      }
      Scalar loss = lossOfImage(regions, classes - first);
      tape.differentiate(loss);
      for (Region region : regions) {
        for (int i = 0; i < terms.size(); i++) {
          byTerm[i][region.classIndex] = scale * region.sums.get(i).derivative();
        }
      }
      return loss.value();
    }

    @Override
    void accumulate(Pixels pixels, int at) {
      Field t = pixels.target();
      Field weight = pixels.weight();
      Derivatives byPrediction = pixels.derivatives();
      for (int i = 0; i < terms.size(); i++) {
        if (terms.get(i).dependsOnPrediction()) {
          Field byTerm = pixels.ofGroupsAndClasses(derivatives[i]);
          byTerm = weight == null ? byTerm : byTerm.times(weight);
          byPrediction.addByP(terms.get(i).byPrediction(byTerm, pixels.prediction(), t));
        }
      }
      pixels.addGradient(byPrediction);
    }
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

    /** What is added to the numerator, >= 0. */
    public B smoothNumerator(double smooth) {
      return set((RegionLoss loss) -> loss.smoothNumerator = smooth);
    }

    /** What is added to the denominator, >= 0. */
    public B smoothDenominator(double smooth) {
      return set((RegionLoss loss) -> loss.smoothDenominator = smooth);
    }

    /** Sets both smoothNumerator and smoothDenominator. */
    public B smooth(double smooth) {
      return set((RegionLoss loss) -> loss.smooth(smooth));
    }
  }
}
