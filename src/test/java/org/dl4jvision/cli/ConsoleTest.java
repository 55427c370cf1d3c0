package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.task.segmentation.SegmentationTraining;
import org.dl4jvision.task.segmentation.SegmentationValidation;
import org.dl4jvision.train.ValidationForecast;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  @Test
  void saysWhenTheFirstValidationComes() {
    SyntheticCells cells =
        SyntheticCells.builder()
            .imageSize(32, 32)
            .samples(Split.TRAIN, 2)
            .samples(Split.VALIDATION, 1)
            .build();
    StringWriter text = new StringWriter();
    try (Console<SegmentationValidation> console =
        new Console<>(new PrintWriter(text), SegmentationTraining.of(cells, options -> {}))) {
      console.onForecast(new ValidationForecast(1, 240.4));
      console.onForecast(new ValidationForecast(12, 75));
    }

    assertEquals(
        List.of(
            "first validation after epoch 1, in about 4 min",
            "first validation after epoch 12, in about 75 s"),
        text.toString().lines().toList());
  }
}
