package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.report.EventFile;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardOptionTest {

  @TempDir private Path base;

  @Test
  void aRunHasItsNumbersAndPicturesAlsoWhenItGoesOn() throws IOException {
    Path data = Tool.data(base.resolve("data"));
    Path run = base.resolve("run");
    Tool first = Tool.train(data, "--out", run, "--epochs", 2, "--tensorboard");
    assertEquals(0, first.exitCode(), first.err());
    Tool more = Tool.run("train", "segmentation", "--resume", run, "--epochs", 3);
    assertEquals(0, more.exitCode(), more.err());
    List<EventFile.Event> events = EventFile.read(EventFile.in(run));
    List<EventFile.Event> epochs =
        events.stream().filter(event -> !event.scalars().isEmpty()).toList();
    assertEquals(List.of(1L, 2L, 3L), epochs.stream().map(EventFile.Event::step).toList());
    MetricsTable metrics = RunFolder.open(run).readMetrics();
    for (int i = 0; i < 3; i++) {
      for (String column : metrics.columns()) {
        double number = metrics.column(column)[i];
        if (!column.equals("epoch") && Double.isFinite(number)) {
          assertEquals(
              (float) number,
              epochs.get(i).scalars().get(column),
              1e-6f * (float) Math.abs(number),
              column);
        }
      }
    }
    assertTrue(events.stream().anyMatch(event -> !event.pictures().isEmpty()));
    Tool anew = Tool.train(data, "--out", run, "--overwrite");
    assertEquals(0, anew.exitCode(), anew.err());
    try (Stream<Path> files = Files.list(run)) {
      assertFalse(files.anyMatch(file -> file.toString().contains("tfevents")));
    }
  }
}
