package org.dl4jvision.metric.statistics;

import java.util.Arrays;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.dl4jvision.check.Check;

/**
 * Whether two scores put the same things in the same order: 1 where they do, -1 where in the
 * opposite one, 0 where one says nothing of the other. NaN where all scores of a side are equal, as
 * they have no order.
 *
 * @param spearman the linear correlation of the ranks, equal scores having the mean of theirs
 * @param kendallTauB the pairs in the same order minus those in the opposite one, by the geometric
 *     mean of the pairs that either side orders
 */
public record RankCorrelation(double spearman, double kendallTauB) {

  /**
   * Compares two scores of the same things.
   *
   * @param a finite numbers, at least two
   * @param b as many
   */
  public static RankCorrelation of(double[] a, double[] b) {
    Check.that(
        a.length == b.length, "number of scores", b.length, "that of the others, " + a.length);
    Samples.require("scores", a, 2);
    Samples.require("scores", b, 2);
    if (isConstant(a) || isConstant(b)) {
      return new RankCorrelation(Double.NaN, Double.NaN);
    }
    double[] one = unsigned(a);
    double[] other = unsigned(b);
    return new RankCorrelation(
        new SpearmansCorrelation().correlation(one, other),
        new KendallsCorrelation().correlation(one, other));
  }

  private static boolean isConstant(double[] values) {
    return Arrays.stream(values).allMatch(value -> value == values[0]);
  }

  /** With one zero: those who compare objects take -0.0 for less than 0.0. */
  private static double[] unsigned(double[] values) {
    return Arrays.stream(values).map(value -> value + 0.0).toArray();
  }
}
