package org.dl4jvision.metric.statistics;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;
import org.dl4jvision.check.Check;

/**
 * The two-sided Wilcoxon signed-rank test: whether differences of paired scores are distributed
 * around 0. The absolute differences are ranked, equal ones by the mean of their ranks; R+ is the
 * sum of the ranks of the positive ones, R- that of the negative ones. If the scores do not differ,
 * every sign is as likely as the other.
 *
 * <p>Up to 25 differences of which none is 0 the p-value is exact: that of all 2^n signs, also
 * where ranks are equal (SciPy cuts R+ to a whole number there). Else it is that of the normal
 * distribution, for which differences of 0 are dropped, the variance is corrected for equal ranks,
 * and continuity is not: with n differences left and groups of t equal ranks,
 *
 * <pre>
 * z = (min(R+, R-) - n (n + 1) / 4) / sqrt((n (n + 1) (2 n + 1) - sum (t^3 - t) / 2) / 24)
 * </pre>
 *
 * @param positiveRanks R+
 * @param negativeRanks R-
 * @param pValue of no difference; 1 where all differences are 0
 * @param method how the p-value was found
 * @see <a href="https://doi.org/10.2307/3001968">Wilcoxon (1945)</a>
 */
public record WilcoxonSignedRank(
    double positiveRanks, double negativeRanks, double pValue, Method method) {

  /** The number of differences up to which all signs are gone through. */
  private static final int MOST_EXACT = 25;

  /** How a p-value is found. */
  public enum Method {
    /** From the distribution of the sum of ranks. */
    EXACT,

    /** From the normal distribution, which is near it for many differences. */
    NORMAL;

    private static Method of(double[] differences) {
      boolean zeros = Arrays.stream(differences).anyMatch(d -> d == 0);
      return zeros || differences.length > MOST_EXACT ? NORMAL : EXACT;
    }
  }

  /**
   * Tests paired scores.
   *
   * @throws IllegalArgumentException if there are none, not as many of both, or one is no finite
   *     number
   */
  public static WilcoxonSignedRank of(double[] a, double[] b) {
    double[] differences = Samples.differences(a, b);
    return of(differences, Method.of(differences));
  }

  /**
   * Tests differences by a method of one's own choice.
   *
   * @param differences finite numbers, at least one; none of them 0 and at most 1000 for {@link
   *     Method#EXACT}
   */
  public static WilcoxonSignedRank of(double[] differences, Method method) {
    Samples.require("differences", differences, 1);
    double[] others = Arrays.stream(differences).filter(d -> d != 0).toArray();
    if (method == Method.EXACT) {
      Check.between("number of differences", differences.length, 1, 1000);
      Check.that(others.length == differences.length, "difference", 0, "any but 0 if exact");
    }
    if (others.length == 0) {
      return new WilcoxonSignedRank(0, 0, 1, method);
    }
    double[] ranks =
        new NaturalRanking(TiesStrategy.AVERAGE)
            .rank(Arrays.stream(others).map(Math::abs).toArray());
    double positive = sum(ranks, i -> others[i] > 0);
    double negative = sum(ranks, i -> others[i] < 0);
    double p = method == Method.EXACT ? exact(ranks, positive) : normal(ranks, positive, negative);
    return new WilcoxonSignedRank(positive, negative, p, method);
  }

  private static double sum(double[] ranks, IntPredicate which) {
    return IntStream.range(0, ranks.length).filter(which).mapToDouble(i -> ranks[i]).sum();
  }

  /** Twice the smaller of the shares of all signs whose sum is at most, and at least, this one. */
  private static double exact(double[] ranks, double positive) {
    // Means of ranks are halves.
    int sum = (int) Math.round(2 * positive);
    double[] chances = {1};
    for (double rank : ranks) {
      int step = (int) Math.round(2 * rank);
      double[] more = Arrays.copyOf(chances, chances.length + step);
      for (int i = 0; i < more.length; i++) {
        more[i] = (more[i] + (i < step ? 0 : chances[i - step])) / 2;
      }
      chances = more;
    }
    double atMost = Arrays.stream(chances, 0, sum + 1).sum();
    double atLeast = Arrays.stream(chances, sum, chances.length).sum();
    return Math.min(1, 2 * Math.min(atMost, atLeast));
  }

  private static double normal(double[] ranks, double positive, double negative) {
    double n = ranks.length;
    double[] sorted = ranks.clone();
    Arrays.sort(sorted);
    double ties = 0;
    for (int start = 0, i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[start]) {
        double t = i - start;
        ties += t * t * t - t;
        start = i;
      }
    }
    double deviation = Math.sqrt((n * (n + 1) * (2 * n + 1) - ties / 2) / 24);
    double z = (Math.min(positive, negative) - n * (n + 1) / 4) / deviation;
    return Math.min(1, 2 * new NormalDistribution().cumulativeProbability(-Math.abs(z)));
  }

  /** The smaller of both sums of ranks, which is what tables of the test have. */
  public double statistic() {
    return Math.min(positiveRanks, negativeRanks);
  }
}
