package org.dl4jvision.metric.statistics;

import org.apache.commons.math3.distribution.TDistribution;
import org.dl4jvision.check.Check;

/**
 * The t-test of scores of a cross-validation, or of repeated random splits, corrected for the
 * overlap of their training images: folds that share images are not independent, and a plain t-test
 * finds differences that are none. With J differences of mean m and unbiased variance s^2,
 *
 * <pre>
 * t = m / sqrt(s^2 (1 / J + test / train)),   J - 1 degrees of freedom
 * </pre>
 *
 * @param mean the mean difference
 * @param standardError the denominator of t
 * @param t 0 where all differences are 0, infinite where all are another number
 * @param degreesOfFreedom the number of differences minus 1
 * @param pValueTwoSided of no difference
 * @see <a href="https://doi.org/10.1023/A:1024068626366">Nadeau, Bengio (2003)</a>
 */
public record CorrectedResampledT(
    double mean, double standardError, double t, int degreesOfFreedom, double pValueTwoSided) {

  /**
   * Tests the differences of two models' scores on the same folds.
   *
   * @param differences one a fold, at least two finite numbers
   * @param trainSize the number of images that a fold trains on
   * @param testSize the number of images that it is tested on
   */
  public static CorrectedResampledT of(double[] differences, int trainSize, int testSize) {
    Samples.require("differences", differences, 2);
    Check.atLeast("trainSize", trainSize, 1);
    Check.atLeast("testSize", testSize, 1);
    int folds = differences.length;
    double mean = Samples.mean(differences);
    double factor = 1.0 / folds + (double) testSize / trainSize;
    double error = Math.sqrt(Samples.variance(differences) * factor);
    double t = mean == 0 ? 0 : mean / error;
    double tail = new TDistribution(folds - 1.0).cumulativeProbability(-Math.abs(t));
    return new CorrectedResampledT(mean, error, t, folds - 1, Math.min(1, 2 * tail));
  }

  /**
   * The range of the mean difference.
   *
   * @param confidence such as 0.95
   */
  public Interval interval(double confidence) {
    Check.part("confidence", confidence);
    double quantile =
        new TDistribution(degreesOfFreedom).inverseCumulativeProbability((1 + confidence) / 2);
    return new Interval(mean - quantile * standardError, mean + quantile * standardError);
  }

  /**
   * How probable it is that the difference is too small to matter, by the Bayesian correlated
   * t-test: the difference is distributed as t, with this mean and standard error.
   *
   * @param rope differences of at most this size do not matter, > 0
   * @see <a href="https://jmlr.org/papers/v18/16-305.html">Benavoli et al. (2017)</a>
   */
  public PracticalEquivalence equivalence(double rope) {
    Check.positive("rope", rope);
    double below = chanceBelow(-rope);
    double above = 1 - chanceBelow(rope);
    return new PracticalEquivalence(rope, below, Math.max(0, 1 - below - above), above);
  }

  private double chanceBelow(double difference) {
    if (standardError == 0) {
      return mean < difference ? 1 : 0;
    }
    return new TDistribution(degreesOfFreedom)
        .cumulativeProbability((difference - mean) / standardError);
  }
}
