package org.dl4jvision.metric.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

  private static double[] gaussian(Random random, int n, double mean) {
    return DoubleStream.generate(() -> mean + random.nextGaussian()).limit(n).toArray();
  }

  /** For many differences that are not skewed it is the normal one. */
  @Test
  void isTheNormalRangeForManyDifferences() {
    double[] differences = gaussian(new Random(1), 400, 0.3);
    Interval interval = new PairedBootstrap(differences, 7).interval(0.95);
    double mean = Samples.mean(differences);
    double half = 1.96 * Math.sqrt(Samples.variance(differences) / 400);
    assertEquals(mean - half, interval.low(), 0.004);
    assertEquals(mean + half, interval.high(), 0.004);
  }

  @Test
  void holdsTheTruthAsOftenAsItSays() {
    Random random = new Random(2);
    int studies = 500;
    int held = 0;
    for (int study = 0; study < studies; study++) {
      // Skewed a little: far more needs more images, by SciPy's intervals as well.
      double[] differences = random.doubles(50).map(u -> u * u).toArray();
      Interval interval = new PairedBootstrap(differences, 1000, study).interval(0.9);
      held += interval.contains(1.0 / 3) ? 1 : 0;
    }
    assertEquals(0.9, (double) held / studies, 0.04);
  }

  /** The ends that SciPy 1.17.1 finds with method='BCa' and 400,000 resamples. */
  @Test
  void agreesWithScipyButForTheDrawing() {
    double[] differences = {0.02, 0.5, 0.1, 0.03, 0.9, 0.04, 0, 0.01, 0.3, 0.07, 0.02, 0.06};
    Interval interval = new PairedBootstrap(differences, 200_000, 1).interval(0.95);
    assertEquals(0.065, interval.low(), 0.001);
    assertEquals(0.40083, interval.high(), 0.003);
  }

  @Test
  void theSameSeedGivesTheSameNumbers() {
    double[] differences = gaussian(new Random(3), 30, 0);
    Interval first = new PairedBootstrap(differences, 5).interval(0.95);
    assertEquals(first, new PairedBootstrap(differences, 5).interval(0.95));
    Interval other = new PairedBootstrap(differences, 6).interval(0.95);
    assertTrue(first.low() != other.low());
    assertEquals(first.low(), other.low(), 0.05);
  }

  @Test
  void isLongerToTheSideOfTheSkew() {
    double[] differences = new Random(4).doubles(30).map(u -> Math.pow(u, 6)).toArray();
    Interval interval = new PairedBootstrap(differences, 5).interval(0.95);
    double mean = Samples.mean(differences);
    assertTrue(interval.high() - mean > 1.1 * (mean - interval.low()), interval.toString());
  }

  @Test
  void differencesWithoutSpreadAreAPoint() {
    assertEquals(new Interval(0, 0), new PairedBootstrap(new double[10], 1).interval(0.95));
    double[] tenths = DoubleStream.generate(() -> 0.1).limit(10).toArray();
    Interval point = new PairedBootstrap(tenths, 1).interval(0.95);
    assertEquals(0.1, point.low(), 1e-12);
    assertEquals(0.1, point.high(), 1e-12);
  }

  @Test
  void practicalEquivalenceIsAShareOfTheMeans() {
    double[] differences = gaussian(new Random(5), 100, 0);
    PairedBootstrap bootstrap = new PairedBootstrap(differences, 1);
    assertTrue(bootstrap.equivalence(1).isEquivalent());
    PracticalEquivalence narrow = bootstrap.equivalence(0.01);
    assertEquals(1, narrow.below() + narrow.within() + narrow.above(), 1e-12);
    assertTrue(narrow.within() < 0.2, narrow.toString());
    assertTrue(!narrow.isEquivalent());
  }

  @Test
  void refusesWhatIsNoSample() {
    assertRefused("number of differences is 0; allowed: whole numbers >= 1", 100);
    assertRefused("resamples is 99; allowed: whole numbers >= 100", 99, 1);
    assertRefused("differences is NaN; allowed: finite numbers", 100, Double.NaN);
    PairedBootstrap bootstrap = new PairedBootstrap(new double[] {1, 2}, 1);
    assertThrows(IllegalArgumentException.class, () -> bootstrap.interval(95));
    assertThrows(IllegalArgumentException.class, () -> bootstrap.equivalence(0));
  }

  private static void assertRefused(String message, int resamples, double... differences) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new PairedBootstrap(differences, resamples, 1))
            .getMessage());
  }
}
