package org.dl4jvision.metric.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.dl4jvision.check.Check;
import org.dl4jvision.metric.Quantiles;

/**
 * How far the mean of paired differences would vary with other images: the images are drawn again,
 * with replacement, many times. The interval is bias-corrected and accelerated (BCa), so that it
 * may be longer to one side where differences are skewed, as those of scores near 1 are. The same
 * seed gives the same numbers. Immutable.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1987.10478410">Efron (1987)</a>
 */
public final class PairedBootstrap {

  /** Enough for the ends of an interval of 95 %. */
  public static final int RESAMPLES = 10_000;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private final double mean;
  private final double acceleration;
  private final double[] means; // in rising order

  /** Draws {@link #RESAMPLES} times. */
  public PairedBootstrap(double[] differences, long seed) {
    this(differences, RESAMPLES, seed);
  }

  /**
   * Draws the images again.
   *
   * @param differences one an image, at least one finite number
   * @param resamples how often, at least 100
   * @param seed of the drawing
   */
  public PairedBootstrap(double[] differences, int resamples, long seed) {
    Samples.require("differences", differences, 1);
    Check.atLeast("resamples", resamples, 100);
    mean = Samples.mean(differences);
    acceleration = acceleration(differences, mean);
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom[] randoms = new SplittableRandom[resamples];
    Arrays.setAll(randoms, i -> random.split());
    means =
        IntStream.range(0, resamples)
            .parallel()
            .mapToDouble(i -> resampled(differences, randoms[i]))
            .sorted()
            .toArray();
  }

  private static double resampled(double[] differences, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < differences.length; i++) {
      sum += differences[random.nextInt(differences.length)];
    }
    return sum / differences.length;
  }

  /** A sixth of the skewness of the mean, by leaving out one difference after the other. */
  private static double acceleration(double[] differences, double mean) {
    double squares = Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
    double cubes = Arrays.stream(differences).map(d -> Math.pow(d - mean, 3)).sum();
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  /**
   * The range of the mean difference; a point where all differences are equal.
   *
   * @param confidence such as 0.95
   */
  public Interval interval(double confidence) {
    Check.part("confidence", confidence);
    return new Interval(end((1 - confidence) / 2), end((1 + confidence) / 2));
  }

  private double end(double share) {
    double bias = bias();
    double z = bias + NORMAL.inverseCumulativeProbability(share);
    return Quantiles.of(means, NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z)));
  }

  /** By how much the median of the drawn means is off, in standard deviations. */
  private double bias() {
    double below = Arrays.stream(means).filter(one -> one < mean).count();
    double equal = Arrays.stream(means).filter(one -> one == mean).count();
    double share = (below + equal / 2) / means.length;
    // Rounding alone makes all of them differ where the differences are equal.
    return share <= 0 || share >= 1 ? 0 : NORMAL.inverseCumulativeProbability(share);
  }

  /**
   * How often the drawn mean is too small to matter.
   *
   * @param rope differences of at most this size do not matter, > 0
   */
  public PracticalEquivalence equivalence(double rope) {
    Check.positive("rope", rope);
    double below = share(-rope, true);
    double above = share(rope, false);
    return new PracticalEquivalence(rope, below, 1 - below - above, above);
  }

  private double share(double limit, boolean below) {
    return (double) Arrays.stream(means).filter(m -> below ? m < limit : m > limit).count()
        / means.length;
  }
}
