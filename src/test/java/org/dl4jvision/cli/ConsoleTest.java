package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.task.segmentation.SegmentationTraining;
import org.dl4jvision.task.segmentation.SegmentationValidation;
import org.dl4jvision.train.BatchResult;
import org.dl4jvision.train.EpochStart;
import org.dl4jvision.train.ValidationForecast;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private final StringWriter text = new StringWriter();

  private Console<SegmentationValidation> console(Screen screen, Duration period) {
    SyntheticCells cells =
        SyntheticCells.builder()
            .imageSize(32, 32)
            .samples(Split.TRAIN, 2)
            .samples(Split.VALIDATION, 1)
            .build();
    return new Console<>(
        Terminal.err(text), SegmentationTraining.of(cells, options -> {}), screen, period);
  }

  private List<String> lines() {
    return text.toString().lines().toList();
  }

  @Test
  void saysWhenTheFirstValidationComes() {
    try (var console = console(Screen.UNKNOWN, Duration.ofMinutes(1))) {
      console.onForecast(new ValidationForecast(1, 240.4));
      console.onForecast(new ValidationForecast(12, 75));
    }

    assertEquals(
        List.of(
            "first validation after epoch 1, in about 4 min",
            "first validation after epoch 12, in about 75 s"),
        lines());
  }

  @Test
  void withoutATerminalItSaysHowFarAnEpochIsWithTheTime() {
    try (var console = console(Screen.NONE, Duration.ZERO)) {
      console.onEpochStart(new EpochStart(3, 10, 2, 0));
      console.onBatch(new BatchResult(3, 1, 1, 0.5, 0.25));
    }

    String line = lines().get(0);
    assertEquals(1, lines().size());
    assertTrue(
        line.matches(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d epoch 3/10: 1 of \\d+ images, loss"
                + " 0\\.2500"),
        line);
  }

  @Test
  void withinTheFirstMinuteItSaysNothing() {
    try (var console = console(Screen.NONE, Duration.ofMinutes(1))) {
      console.onEpochStart(new EpochStart(1, 10, 2, 0));
      console.onBatch(new BatchResult(1, 1, 1, 0.5, 0.25));
    }

    assertEquals(List.of(), lines());
  }
}
