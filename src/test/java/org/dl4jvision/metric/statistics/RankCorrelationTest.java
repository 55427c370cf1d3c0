package org.dl4jvision.metric.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dl4jvision.metric.Judging;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.databind.JsonNode;

class RankCorrelationTest {

  @Test
  void agreesWithScipy() {
    for (JsonNode one : Judging.entries(Judging.read("statistics.json").get("rankCorrelation"))) {
      RankCorrelation correlation =
          RankCorrelation.of(Judging.numbers(one.get("a")), Judging.numbers(one.get("b")));
      assertEquals(one.get("spearman").asDouble(), correlation.spearman(), Judging.TOLERANCE);
      assertEquals(one.get("kendallTauB").asDouble(), correlation.kendallTauB(), Judging.TOLERANCE);
    }
  }

  @Test
  void ordersAreCompared() {
    double[] rising = {1, 2, 3};
    assertNear(1, 1, RankCorrelation.of(rising, new double[] {1, 10, 100}));
    assertNear(-1, -1, RankCorrelation.of(rising, new double[] {0, -1, -5}));
    // Ranks 1, 2, 3 and 1, 3, 2: two pairs agree, one does not.
    assertNear(0.5, 1.0 / 3, RankCorrelation.of(rising, new double[] {1, 3, 2}));
    // Ranks 1, 2, 3 and 1.5, 1.5, 3: two pairs agree, of 3 and 2 that are ordered.
    assertNear(
        Math.sqrt(3) / 2,
        2 / Math.sqrt(6),
        RankCorrelation.of(rising, new double[] {0.0, -0.0, 1}));
  }

  private static void assertNear(double spearman, double kendall, RankCorrelation actual) {
    assertEquals(spearman, actual.spearman(), 1e-12);
    assertEquals(kendall, actual.kendallTauB(), 1e-12);
  }

  @Test
  void whatHasNoOrderHasNoCorrelation() {
    assertEquals(
        new RankCorrelation(Double.NaN, Double.NaN),
        RankCorrelation.of(new double[] {1, 2}, new double[] {3, 3}));
    assertEquals(
        "number of scores is 1; allowed: whole numbers >= 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> RankCorrelation.of(new double[1], new double[1]))
            .getMessage());
  }
}
