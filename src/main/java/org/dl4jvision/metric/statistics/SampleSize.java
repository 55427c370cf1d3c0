package org.dl4jvision.metric.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.dl4jvision.check.Check;

/**
 * How many images a paired test needs to show a difference, by the normal distribution: with
 * differences of mean m and standard deviation s, a two-sided test at level alpha finds it with
 * probability {@code power} from
 *
 * <pre>
 * n = ((z(1 - alpha / 2) + z(power)) s / m)^2 / (3 / pi)
 * </pre>
 *
 * images on, where 3 / pi is the efficiency of the Wilcoxon test beside the t-test for normal
 * differences. It is a rough answer: m and s of few images are rough themselves.
 */
public final class SampleSize {

  private static final double EFFICIENCY = 3 / Math.PI;

  private SampleSize() {}

  /**
   * The number of images that show a difference as that of the given ones.
   *
   * @param differences one an image, at least two finite numbers
   * @param alpha the level of the test, such as 0.05
   * @param power the chance of showing it, such as 0.8
   * @return at least 2; infinite where the mean difference is 0
   */
  public static double toShow(double[] differences, double alpha, double power) {
    Samples.require("differences", differences, 2);
    Check.part("alpha", alpha);
    Check.part("power", power);
    NormalDistribution normal = new NormalDistribution();
    double z =
        normal.inverseCumulativeProbability(1 - alpha / 2)
            + normal.inverseCumulativeProbability(power);
    double mean = Samples.mean(differences);
    if (mean == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double n = z * z * Samples.variance(differences) / (mean * mean) / EFFICIENCY;
    return Math.max(2, Math.ceil(n));
  }
}
