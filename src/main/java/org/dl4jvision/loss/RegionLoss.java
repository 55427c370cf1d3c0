package org.dl4jvision.loss;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Field;
import org.dl4jvision.loss.evaluation.Grouping;
import org.dl4jvision.loss.evaluation.Pixels;
import org.dl4jvision.loss.evaluation.Scalar;
import org.dl4jvision.loss.evaluation.Sums;

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
public abstract class RegionLoss extends VisionLoss {

  private static final long serialVersionUID = 1;

  private final boolean includeBackground;
  private final double[] classWeights;
  private final double smoothNumerator;
  private final double smoothDenominator;
  private final Integer ignoreIndex;
  private final boolean batch;

  protected RegionLoss(Builder<?> builder) {
    includeBackground = builder.includeBackground;
    classWeights = Check.weights("classWeights", builder.classWeights);
    smoothNumerator = Check.notNegative("smoothNumerator", builder.smoothNumerator);
    smoothDenominator = Check.notNegative("smoothDenominator", builder.smoothDenominator);
    ignoreIndex = builder.ignoreIndex;
    batch = builder.batch;
  }

  /** The sums that {@link #lossOfClass} asks for. */
  protected abstract Set<RegionSum> sums();

  /** The loss of one class. */
  protected abstract Scalar lossOfClass(Region region);

  protected final double smoothNumerator() {
    return smoothNumerator;
  }

  protected final double smoothDenominator() {
    return smoothDenominator;
  }

  /** The sums of one class of an image. */
  public static final class Region {
    private final Map<RegionSum, Scalar> sums = new EnumMap<>(RegionSum.class);

    private Region(
        Sums values, Scalar.Tape tape, int group, int classIndex, Iterable<RegionSum> needed) {
      int index = 0;
      for (RegionSum sum : needed) {
        sums.put(sum, tape.variable(values.get(group, index++, classIndex)));
      }
    }

    /** One of the sums that the loss has named. */
    public Scalar get(RegionSum sum) {
      return sums.get(sum);
    }
  }

  @Override
  protected double[] evaluate(Batch arrays, double factor) {
    int classes = arrays.classes();
    Check.length("classWeights", classWeights, classes);
    Grouping grouping = batch || arrays.isFlat() ? Grouping.BATCH : Grouping.IMAGE;
    EnumSet<RegionSum> needed = EnumSet.copyOf(sums());
    needed.add(RegionSum.WEIGHT);
    Sums sums = arrays.sweep(ignoreIndex, grouping, needed.size(), pixels -> addUp(pixels, needed));
    double[] losses = new double[sums.groups()];
    Map<RegionSum, double[][]> slopes = new EnumMap<>(RegionSum.class);
    for (RegionSum sum : needed) {
      if (sum.dependsOnPrediction()) {
        slopes.put(sum, new double[losses.length][classes]);
      }
    }
    for (int group = 0; group < losses.length; group++) {
      losses[group] = loss(sums, group, classes, needed, slopes);
    }
    if (arrays.wantsGradient()) {
      double[] scale = new double[losses.length];
      Arrays.fill(scale, grouping == Grouping.BATCH ? factor * arrays.examples() : factor);
      arrays.sweep(ignoreIndex, grouping, 0, pixels -> addGradient(pixels, slopes, scale));
    }
    return IntStream.range(0, arrays.examples())
        .mapToDouble(example -> losses[losses.length == 1 ? 0 : example])
        .toArray();
  }

  private static void addUp(Pixels pixels, Set<RegionSum> needed) {
    Field p = pixels.prediction().p();
    Field t = pixels.target();
    Field weight = pixels.weight();
    int index = 0;
    for (RegionSum sum : needed) {
      Field term = sum.term(p, t);
      if (term == null) {
        term = pixels.ones();
      }
      pixels.add(index++, weight == null ? term : term.times(weight));
    }
  }

  /** The loss of a group; its derivative by each sum goes into {@code slopes}. */
  private double loss(
      Sums sums, int group, int classes, Set<RegionSum> needed, Map<RegionSum, double[][]> slopes) {
    int first = includeBackground || classes == 1 ? 0 : 1;
    double loss = 0;
    for (int c = first; c < classes; c++) {
      double share = (classWeights == null ? 1 : classWeights[c]) / (classes - first);
      Scalar.Tape tape = new Scalar.Tape();
      Region region = new Region(sums, tape, group, c, needed);
      if (region.get(RegionSum.WEIGHT).value() == 0) {
        continue;
      }
      Scalar result = lossOfClass(region);
      tape.differentiate(result);
      loss += share * result.value();
      for (Map.Entry<RegionSum, double[][]> slope : slopes.entrySet()) {
        slope.getValue()[group][c] = share * region.get(slope.getKey()).derivative();
      }
    }
    return loss;
  }

  private static void addGradient(
      Pixels pixels, Map<RegionSum, double[][]> slopes, double[] scale) {
    Field p = pixels.prediction().p();
    Field t = pixels.target();
    Field byP = null;
    for (Map.Entry<RegionSum, double[][]> slope : slopes.entrySet()) {
      Field term = pixels.ofGroups(slope.getValue());
      Field byTerm = slope.getKey().slope(p, t);
      if (byTerm != null) {
        term = term.times(byTerm);
      }
      byP = byP == null ? term : byP.plus(term);
    }
    Field weight = pixels.weight();
    Derivatives derivatives = new Derivatives();
    derivatives.addByP(weight == null ? byP : byP.times(weight));
    pixels.addGradient(derivatives, scale);
  }

  /** Options of all region losses. */
  public abstract static class Builder<B extends Builder<B>> {
    private boolean includeBackground = true;
    private double[] classWeights;
    private double smoothNumerator = 1e-5;
    private double smoothDenominator = 1e-5;
    private Integer ignoreIndex;
    private boolean batch;

    @SuppressWarnings("unchecked")
    final B self() {
      return (B) this;
    }

    @Option("whether class 0 counts; a single channel always does")
    public B includeBackground(boolean include) {
      includeBackground = include;
      return self();
    }

    @Option(
        "a weight >= 0 for each class (the background's, too), multiplies its loss before the mean over classes")
    public B classWeights(double... weights) {
      classWeights = weights == null ? null : weights.clone();
      return self();
    }

    @Option("added to the numerator")
    public B smoothNumerator(double smooth) {
      smoothNumerator = smooth;
      return self();
    }

    @Option("added to the denominator")
    public B smoothDenominator(double smooth) {
      smoothDenominator = smooth;
      return self();
    }

    @Option("sets both smoothNumerator and smoothDenominator")
    public B smooth(double smooth) {
      return smoothNumerator(smooth).smoothDenominator(smooth);
    }

    @Option("label of pixels that do not count, where labels are class indices")
    public B ignoreIndex(Integer index) {
      ignoreIndex = index;
      return self();
    }

    @Option("sums over the whole batch instead of each image")
    public B batch(boolean wholeBatch) {
      batch = wholeBatch;
      return self();
    }
  }
}
