package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationScheduleTest {

  private static final double NONE = Double.POSITIVE_INFINITY;

  /** The epochs of a training, each of so many seconds, that are validated. */
  private static List<Integer> validated(ValidationSchedule schedule, int epochs, double seconds) {
    List<Integer> validated = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      if (schedule.isDue(epoch, epoch * seconds, seconds)) {
        schedule.validated();
        validated.add(epoch);
      }
    }
    return validated;
  }

  @Test
  void withoutALimitTheNumberOfEpochsCountsAlone() {
    assertEquals(List.of(4, 8, 10), validated(new ValidationSchedule(4, 10, NONE, true), 10, 900));
  }

  @Test
  void theFirstComesWithinATenthOfTheLimit() {
    assertEquals(List.of(3, 8, 10), validated(new ValidationSchedule(8, 10, 600, true), 10, 20));
    assertEquals(List.of(1, 8, 10), validated(new ValidationSchedule(8, 10, 600, true), 10, 70));
    assertEquals(
        List.of(8, 10), validated(new ValidationSchedule(8, 10, 600, false), 10, 20), "resumed");
  }

  /** What is foreseen where every update takes as long, and after how many updates. */
  private static String foreseen(
      ValidationSchedule schedule, int epochs, int batches, double batchSeconds) {
    String said = "";
    for (int i = 0; i < epochs * batches; i++) {
      int epoch = 1 + i / batches;
      int batch = 1 + i % batches;
      Optional<ValidationForecast> forecast =
          schedule.foresee(epoch, batch, batches, (i + 1) * batchSeconds);
      if (forecast.isPresent()) {
        assertTrue(said.isEmpty(), "said once");
        said =
            String.format(
                "update %d: epoch %d in %d s",
                i + 1, forecast.get().epoch(), Math.round(forecast.get().seconds()));
      }
    }
    return said;
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        // An epoch of five minutes, without a limit and with ones of an hour and of two minutes.
        "1, none, 300, 1.0, update 7: epoch 1 in 293 s",
        "1, 3600, 300, 1.0, update 7: epoch 1 in 293 s",
        "1, 120, 300, 1.0, update 3: epoch 1 in 117 s",
        // Few long updates.
        "1, none, 10, 30.0, update 3: epoch 1 in 210 s",
        // Several epochs; the limit brings the validation forward, to when it needs no word.
        "5, none, 20, 1.0, update 7: epoch 5 in 93 s",
        "5, 1800, 20, 1.0, update 7: epoch 5 in 93 s",
        "5, 600, 20, 1.0, ''",
        // Updates so long that the limit is over before anything can be foreseen.
        "1, 60, 10, 25.0, ''",
        "1, none, 50, 1.0, ''",
        "1, none, 2, 29.0, ''",
      })
  void itIsForeseenWhereItTakesLong(
      int every, Double limit, int batches, double batchSeconds, String expected) {
    ValidationSchedule schedule =
        new ValidationSchedule(every, 10, limit == null ? NONE : limit, true);
    assertEquals(expected, foreseen(schedule, 1, batches, batchSeconds));
  }

  @Test
  void theSpeedOfSeveralEpochsCountsWhereOneIsShort() {
    ValidationSchedule schedule = new ValidationSchedule(50, 100, NONE, true);
    assertEquals("update 7: epoch 50 in 93 s", foreseen(schedule, 10, 2, 1));
  }

  @Test
  void aTrainingThatWasValidatedForeseesNothing() {
    assertEquals("", foreseen(new ValidationSchedule(1, 10, NONE, false), 1, 300, 1));
    ValidationSchedule schedule = new ValidationSchedule(1, 10, NONE, true);
    schedule.validated();
    assertEquals("", foreseen(schedule, 1, 300, 1));
  }
}
