package org.dl4jvision.metric.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.dl4jvision.metric.Judging;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.databind.JsonNode;

class CorrectedResampledTTest {

  @Test
  void agreesWithTheGoldenNumbers() {
    for (JsonNode one :
        Judging.entries(Judging.read("statistics.json").get("correctedResampledT"))) {
      CorrectedResampledT test =
          CorrectedResampledT.of(
              Judging.numbers(one.get("differences")),
              one.get("trainSize").asInt(),
              one.get("testSize").asInt());
      assertEquals(one.get("t").asDouble(), test.t(), Judging.TOLERANCE);
      assertEquals(one.get("degreesOfFreedom").asInt(), test.degreesOfFreedom());
      assertEquals(one.get("pValueTwoSided").asDouble(), test.pValueTwoSided(), Judging.TOLERANCE);
    }
  }

  /** Mean 2, variance 1, factor 1/3 + 1/4; t of 2 degrees has the distribution in closed form. */
  @Test
  void isTheFormula() {
    CorrectedResampledT test = CorrectedResampledT.of(new double[] {1, 2, 3}, 8, 2);
    double error = Math.sqrt(1.0 / 3 + 1.0 / 4);
    assertEquals(error, test.standardError(), 1e-12);
    assertEquals(2 / error, test.t(), 1e-12);
    assertEquals(1 - test.t() / Math.sqrt(2 + test.t() * test.t()), test.pValueTwoSided(), 1e-12);
  }

  /** The range just holds 0 where its confidence is 1 - p. */
  @Test
  void theRangeEndsWhereTheTestDoes() {
    CorrectedResampledT test =
        CorrectedResampledT.of(new double[] {0.1, 0.4, -0.05, 0.2, 0.3}, 80, 20);
    assertEquals(0, test.interval(1 - test.pValueTwoSided()).low(), 1e-9);
    Interval wide = test.interval(0.95);
    assertEquals(2 * test.mean(), wide.low() + wide.high(), 1e-12);
  }

  @Test
  void probabilitiesOfPracticalEquivalenceSumToOne() {
    CorrectedResampledT test =
        CorrectedResampledT.of(new double[] {0.1, 0.4, -0.05, 0.2, 0.3}, 80, 20);
    PracticalEquivalence small = test.equivalence(1e-9);
    assertEquals(test.pValueTwoSided() / 2, small.below(), 1e-6);
    assertEquals(1, small.below() + small.within() + small.above(), 1e-12);
    assertTrue(test.equivalence(10).isEquivalent());
    assertEquals(
        new PracticalEquivalence(0.5, 0, 0, 1),
        CorrectedResampledT.of(new double[] {1, 1, 1}, 8, 2).equivalence(0.5));
  }

  @Test
  void scoresWithoutSpread() {
    CorrectedResampledT same = CorrectedResampledT.of(new double[] {0, 0, 0}, 8, 2);
    assertEquals(new CorrectedResampledT(0, 0, 0, 2, 1), same);
    CorrectedResampledT apart = CorrectedResampledT.of(new double[] {-1, -1, -1}, 8, 2);
    assertEquals(new CorrectedResampledT(-1, 0, Double.NEGATIVE_INFINITY, 2, 0), apart);
    assertEquals(new Interval(-1, -1), apart.interval(0.95));
  }

  /** Folds share their training images: scores of a fold are those of one run and of the folds. */
  @Test
  void findsLessThanAPlainTestWhereThereIsNothing() {
    Random random = new Random(4);
    int found = 0;
    int plain = 0;
    int studies = 2000;
    for (int study = 0; study < studies; study++) {
      double shared = random.nextGaussian() * Math.sqrt(0.25);
      double[] differences = random.doubles(10).map(u -> shared + random.nextGaussian()).toArray();
      found += CorrectedResampledT.of(differences, 80, 20).pValueTwoSided() < 0.05 ? 1 : 0;
      plain +=
          CorrectedResampledT.of(differences, Integer.MAX_VALUE, 1).pValueTwoSided() < 0.05 ? 1 : 0;
    }
    assertTrue(found <= 0.065 * studies, found + " of " + studies);
    assertTrue(plain >= 0.15 * studies, plain + " of " + studies);
  }

  @Test
  void refusesWhatIsNoCrossValidation() {
    double[] two = {1, 2};
    assertRefused("number of differences is 1; allowed: whole numbers >= 2", new double[1], 8, 2);
    assertRefused("trainSize is 0; allowed: whole numbers >= 1", two, 0, 2);
    assertRefused("testSize is -2; allowed: whole numbers >= 1", two, 8, -2);
    double[] infinite = {1, Double.POSITIVE_INFINITY};
    assertRefused("differences is Infinity; allowed: finite numbers", infinite, 8, 2);
  }

  private static void assertRefused(String message, double[] differences, int train, int test) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> CorrectedResampledT.of(differences, train, test))
            .getMessage());
  }
}
