package org.dl4jvision.metric.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.dl4jvision.metric.Judging;
import org.dl4jvision.metric.statistics.WilcoxonSignedRank.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.JsonNode;

class WilcoxonSignedRankTest {

  @Test
  void agreesWithScipy() {
    for (JsonNode one : Judging.entries(Judging.read("statistics.json").get("wilcoxon"))) {
      WilcoxonSignedRank test =
          WilcoxonSignedRank.of(Judging.numbers(one.get("a")), Judging.numbers(one.get("b")));
      assertEquals(one.get("method").asText().equals("exact"), test.method() == Method.EXACT);
      assertEquals(one.get("statistic").asDouble(), test.statistic(), Judging.TOLERANCE);
      assertEquals(one.get("pValue").asDouble(), test.pValue(), Judging.TOLERANCE);
    }
  }

  private static double[] minus(double... values) {
    return Arrays.stream(values).map(v -> -v).toArray();
  }

  /** Of the 8 signs of 1, 2, 3 only one has the sum 6, and one the sum 0. */
  @Test
  void threeOfASignAreOneInFour() {
    WilcoxonSignedRank test = WilcoxonSignedRank.of(new double[] {1, 2, 3}, new double[3]);
    assertEquals(new WilcoxonSignedRank(6, 0, 0.25, Method.EXACT), test);
    assertEquals(0, test.statistic());
  }

  /** Ranks 1.5, 1.5, 3: of 8 signs the sums 0, 1.5, 1.5, 3, 3, 4.5, 4.5, 6. */
  @Test
  void equalDifferencesShareTheirRanks() {
    double[] differences = {2, -2, 5};
    WilcoxonSignedRank test = WilcoxonSignedRank.of(differences, Method.EXACT);
    assertEquals(4.5, test.positiveRanks());
    assertEquals(1.5, test.negativeRanks());
    assertEquals(2 * 3.0 / 8, test.pValue(), 1e-12);
  }

  /** By hand: 1, 2, 3, 3 are left, of ranks 1, 2, 3.5, 3.5. */
  @Test
  void zerosAreDroppedAndTiesCorrectedInTheNormalDistribution() {
    double[] a = {1, 0, 2, 3, -3};
    WilcoxonSignedRank test = WilcoxonSignedRank.of(a, new double[5]);
    assertEquals(Method.NORMAL, test.method());
    assertEquals(6.5, test.positiveRanks());
    assertEquals(3.5, test.negativeRanks());
    double z = (3.5 - 5) / Math.sqrt((4 * 5 * 9 - 3) / 24.0);
    double p = WilcoxonSignedRank.of(minus(a), new double[5]).pValue();
    assertEquals(p, test.pValue());
    assertEquals(2 * new NormalDistribution().cumulativeProbability(z), test.pValue(), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 9, 12})
  void isExactlyTheShareOfAllSigns(int n) {
    Random random = new Random(n);
    for (int trial = 0; trial < 20; trial++) {
      // Few values, so that many are equal.
      double[] differences =
          IntStream.range(0, n)
              .mapToDouble(i -> (1 + random.nextInt(6)) * (random.nextBoolean() ? 1 : -1))
              .toArray();
      WilcoxonSignedRank test = WilcoxonSignedRank.of(differences, Method.EXACT);
      long atMost = 0;
      long atLeast = 0;
      for (int signs = 0; signs < 1 << n; signs++) {
        double[] signed = differences.clone();
        for (int i = 0; i < n; i++) {
          signed[i] = Math.abs(signed[i]) * ((signs >> i & 1) == 0 ? 1 : -1);
        }
        double sum = WilcoxonSignedRank.of(signed, Method.NORMAL).positiveRanks();
        atMost += sum <= test.positiveRanks() ? 1 : 0;
        atLeast += sum >= test.positiveRanks() ? 1 : 0;
      }
      double expected = Math.min(1, 2.0 * Math.min(atMost, atLeast) / (1 << n));
      assertEquals(expected, test.pValue(), 1e-12);
      assertEquals(
          test.pValue(), WilcoxonSignedRank.of(minus(differences), Method.EXACT).pValue(), 1e-12);
    }
  }

  @Test
  void methodsAgreeWhereThereAreMany() {
    double[] differences = new Random(3).doubles(200, -1, 1.3).toArray();
    assertEquals(
        WilcoxonSignedRank.of(differences, Method.EXACT).pValue(),
        WilcoxonSignedRank.of(differences, Method.NORMAL).pValue(),
        0.002);
  }

  /** The same thing twice is told apart in no more than the share that was asked for. */
  @ParameterizedTest
  @ValueSource(ints = {12, 25, 60})
  void findsNothingWhereThereIsNothing(int n) {
    Random random = new Random(11);
    int found = 0;
    int studies = 2000;
    for (int study = 0; study < studies; study++) {
      double[] a = random.doubles(n).toArray();
      double[] b = random.doubles(n).toArray();
      found += WilcoxonSignedRank.of(a, b).pValue() < 0.05 ? 1 : 0;
    }
    assertTrue(found <= 0.065 * studies, found + " of " + studies);
    assertTrue(found >= 0.03 * studies, found + " of " + studies);
  }

  @Test
  void equalScoresDoNotDiffer() {
    double[] scores = {0.5, 0.25, 0.75};
    assertEquals(
        new WilcoxonSignedRank(0, 0, 1, Method.NORMAL), WilcoxonSignedRank.of(scores, scores));
  }

  @Test
  void refusesWhatIsNoSample() {
    assertRefused("number of differences is 0; allowed: whole numbers >= 1");
    assertRefused("differences is NaN; allowed: finite numbers", 1, Double.NaN);
    assertRefused("difference is 0; allowed: any but 0 if exact", 1, 0);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> WilcoxonSignedRank.of(new double[2], new double[3]));
    assertEquals("number of scores is 3; allowed: that of the others, 2", e.getMessage());
  }

  private static void assertRefused(String message, double... differences) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> WilcoxonSignedRank.of(differences, Method.EXACT))
            .getMessage());
  }
}
