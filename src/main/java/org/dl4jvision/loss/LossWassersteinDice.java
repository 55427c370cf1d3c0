package org.dl4jvision.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.family.RegionLoss;
import org.dl4jvision.loss.family.RegionSum;
import org.dl4jvision.loss.family.RegionTerm;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Generalized Wasserstein Dice loss: one Dice of all classes of an image in which a mistake costs
 * the distance between the true class t and the predicted ones,
 *
 * <pre>
 * W(pixel) = sum over l of p_l distances[t][l]
 * 1 - (2 TP + smoothNumerator) / (2 TP + E + smoothDenominator)
 * </pre>
 *
 * with TP = sum over classes of a_t (1 - W) and E = sum over classes of e_t W. {@code
 * weighting=default} is a = 0 for class 0, a = 1 for the others and e = 1; {@code volume} (MONAI's
 * "GDL") is a = e = 1 / (1 + pixels of the class). Class weights multiply both. {@code
 * includeBackground=false} leaves out the pixels of class 0. Distances are divided by their
 * largest. For predictions that add up to 1 (softmax).
 *
 * <p>Defaults: distance 1 between any two classes, weighting default, smoothing 1e-5.
 *
 * @see <a href="https://arxiv.org/abs/1707.00478">Fidon, Li, Garcia-Peraza-Herrera and others
 *     (2017)</a>
 */
@LossInfo(
    name = "wasserstein-dice",
    help = "Dice in which confusing similar classes costs less",
    formula = "1 - (2 TP + s) / (2 TP + E + s), mistakes weighted by distance",
    avoid = "classes that are all equally different: dice is the simpler choice",
    paper = "https://arxiv.org/abs/1707.00478",
    same = "MONAI GeneralizedWassersteinDiceLoss")
public final class LossWassersteinDice extends RegionLoss {

  @LossOption("distance from each class to each other: one list a class")
  private double[][] distances;

  @LossOption("weights of classes: default, or volume (one over the size)")
  private Weighting weighting = Weighting.DEFAULT;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    checkDistances();
    Check.given("weighting", weighting);
  }

  /** The pixels of a class are weighted in one of these ways. */
  public enum Weighting {
    /** All pixels weigh alike; class 0 cannot be right, only wrong. */
    DEFAULT,
    /** A pixel weighs one over the size of its class plus one. */
    VOLUME
  }

  /** The sum of t W. */
  private record Cost(LossWassersteinDice loss) implements RegionTerm {
    @Override
    public Field term(Field p, Field t) {
      return t.times(loss.transport(p, false));
    }

    @Override
    public boolean dependsOnPrediction() {
      return true;
    }

    @Override
    public Field byPrediction(Field byTerm, Prediction prediction, Field t) {
      return loss.transport(byTerm.times(t), true);
    }
  }

  /** The cost of every true class, or with {@code back} of every predicted one. */
  private Field transport(Field values, boolean back) {
    if (distances == null) {
      return values.sumOverClasses().minus(values);
    }
    int n = distances.length;
    double largest = Arrays.stream(distances).flatMapToDouble(Arrays::stream).max().orElse(1);
    double[][] m = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        m[i][k] = (back ? distances[k][i] : distances[i][k]) / largest;
      }
    }
    return values.mix(m);
  }

  private void checkDistances() {
    if (distances == null) {
      return;
    }
    double largest = 0;
    for (int i = 0; i < distances.length; i++) {
      for (int k = 0; k < distances.length; k++) {
        double distance = distances[i].length == distances.length ? distances[i][k] : Double.NaN;
        Check.that(
            distance >= 0 && Double.isFinite(distance) && (i != k || distance == 0),
            "distances",
            Arrays.deepToString(distances),
            "a square of finite numbers >= 0, 0 from a class to itself");
        largest = Math.max(largest, distance);
      }
    }
    Check.that(
        largest > 0, "distances", Arrays.deepToString(distances), "at least one greater than 0");
  }

  @Override
  protected void checkClasses(int classes) {
    Check.that(
        distances == null || distances.length == classes,
        "distances",
        Arrays.deepToString(distances),
        classes + " rows, one for each channel of the predictions");
  }

  @Override
  protected Set<RegionTerm> sums() {
    return Set.of(RegionSum.TARGET, new Cost(this));
  }

  @Override
  protected Scalar lossOfImage(List<Region> regions, int classes) {
    Scalar right = null;
    Scalar wrong = null;
    for (Region region : regions) {
      Scalar size = region.get(RegionSum.TARGET);
      Scalar cost = region.get(new Cost(this));
      double a = region.weight() * (region.classIndex() == 0 ? 0 : 1);
      double e = region.weight();
      if (weighting == Weighting.VOLUME) {
        e = region.weight() / (1 + size.value());
        a = e;
      }
      Scalar rightOfClass = size.minus(cost).times(a);
      right = right == null ? rightOfClass : right.plus(rightOfClass);
      wrong = wrong == null ? cost.times(e) : wrong.plus(cost.times(e));
    }
    Scalar twice = right.times(2);
    return smoothRatio(twice, twice.plus(wrong)).complement();
  }

  /** Builds a {@link LossWassersteinDice}. */
  public static final class Builder extends RegionLoss.Builder<LossWassersteinDice, Builder> {
    private Builder() {
      super(new LossWassersteinDice());
    }

    public Builder distances(double[][] distances) {
      return set(
          loss ->
              loss.distances =
                  distances == null
                      ? null
                      : Arrays.stream(distances).map(double[]::clone).toArray(double[][]::new));
    }

    public Builder weighting(Weighting weighting) {
      return set(loss -> loss.weighting = weighting);
    }
  }
}
