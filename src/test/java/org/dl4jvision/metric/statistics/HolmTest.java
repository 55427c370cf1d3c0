package org.dl4jvision.metric.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dl4jvision.metric.Judging;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.databind.JsonNode;

class HolmTest {

  @Test
  void agreesWithTheGoldenNumbers() {
    JsonNode golden = Judging.read("statistics.json").get("holm");
    assertArrayEquals(
        Judging.numbers(golden.get("adjusted")),
        Holm.adjust(Judging.numbers(golden.get("p"))),
        Judging.TOLERANCE);
  }

  @Test
  void theSmallestIsMultipliedMostAndNoneFallsBehind() {
    assertArrayEquals(
        new double[] {0.06, 0.03, 0.06, 0.5}, Holm.adjust(0.03, 0.0075, 0.02, 0.5), 1e-12);
    assertArrayEquals(new double[] {1, 1}, Holm.adjust(0.6, 0.7));
    assertArrayEquals(new double[] {0.01}, Holm.adjust(0.01));
    assertArrayEquals(new double[0], Holm.adjust());
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertEquals(
        "p-value is 1.5; allowed: numbers from 0 to 1",
        assertThrows(IllegalArgumentException.class, () -> Holm.adjust(0.1, 1.5)).getMessage());
  }
}
