package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.train.ValidationHistory.Best;
import org.junit.jupiter.api.Test;

class ValidationHistoryTest {

  /** A training with these scores. */
  private static ValidationHistory of(double... scores) {
    ValidationHistory history = ValidationHistory.NONE;
    double best = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      history = history.with(score > best, score);
      best = Math.max(best, score);
    }
    return history;
  }

  @Test
  void countsSinceTheBest() {
    assertEquals(0, ValidationHistory.NONE.sinceBest());
    assertEquals(0, of(0.5).sinceBest());
    assertEquals(2, of(0.5, 0.4, 0.5).sinceBest());
    assertEquals(0, of(0.5, 0.4, 0.4, 0.6).sinceBest());
    assertEquals(List.of(new Best(0.5, 2), new Best(0.6, 1)), of(0.5, 0.4, 0.4, 0.6, 0.1).bests());
  }

  /** As where an earlier part of the training had a better one. */
  @Test
  void theFirstMayBeWorse() {
    ValidationHistory history =
        ValidationHistory.NONE.with(false, 0.1).with(false, 0.2).with(true, 0.3);
    assertEquals(List.of(new Best(Double.NaN, 2), new Best(0.3, 0)), history.bests());
  }

  @Test
  void aPlateauBeginsAnewAfterABetterOne() {
    ValidationHistory history = of(1, 0, 0, 0, 2, 0, 3, 0, 0, 0, 0);
    assertEquals(1 + 0 + 2, history.plateaus(2));
    assertEquals(1 + 0 + 1, history.plateaus(3));
    assertEquals(8, history.plateaus(1));
  }

  /** The best of the first four of six is 0.4, that of the last two 0.45. */
  @Test
  void risesByWhatTheLastThirdIsBetter() {
    assertEquals(0.05, of(0.1, 0.2, 0.4, 0.3, 0.42, 0.45).rise().orElseThrow(), 1e-12);
    assertEquals(0.3, of(0.1, 0.2, 0.2, 0.1, 0.4, 0.5).rise().orElseThrow(), 1e-12);
    assertEquals(OptionalDouble.empty(), of(0.1, 0.2, 0.4, 0.3, 0.45).rise(), "few");
    assertEquals(OptionalDouble.empty(), of(0.1, 0.2, 0.4, 0.3, 0.45, 0.42).rise(), "it fell");
    assertEquals(OptionalDouble.empty(), of(0.5, 0.2, 0.4, 0.3, 0.4, 0.4).rise(), "long ago");
    assertEquals(OptionalDouble.empty(), ValidationHistory.NONE.rise());
  }

  @Test
  void isWrittenAndRead() {
    ValidationHistory history = ValidationHistory.NONE.with(false, 0.1).with(true, 1 / 3.0);
    String text = JsonFile.toText(history);
    assertEquals(history, JsonFile.parseGeneric("history", text, ValidationHistory.class));
  }
}
