package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.dl4jvision.check.Registry;
import org.dl4jvision.report.Column;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.segmentation.SegmentationTask;
import org.dl4jvision.task.segmentation.SegmentationValidation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where an epoch is trained but cannot be measured. */
class FailedValidationTest {

  @TempDir Path folder;

  @Test
  void itSaysHowToGoOn() throws IOException {
    Path data = Tool.data(folder.resolve("cells"));
    Path run = folder.resolve("run");
    Registry<Column<SegmentationValidation>> columns = new SegmentationTask().columns().registry();
    Column<SegmentationValidation> tooLarge =
        Column.of(
            "tooLarge",
            "a measure for which the memory is not enough",
            found -> {
              throw new OutOfMemoryError("heap");
            });
    columns.register(tooLarge);
    Tool tool;
    try {
      tool = Tool.train(data, "--out", run);
    } finally {
      columns.unregister(tooLarge);
    }

    assertEquals(3, tool.exitCode(), tool.err());
    String goOn = "train segmentation --resume " + run;
    String last = tool.err().lines().reduce((a, b) -> b).orElseThrow();
    assertTrue(last.startsWith("dl4j-vision: out of memory: "), last);
    assertTrue(
        last.endsWith(
            "; epoch 1 is trained and saved; repeat its validation and go on with: dl4j-vision "
                + goOn),
        last);
    Tool predict =
        Tool.run("predict", run, data.resolve("val/images"), "--out", folder.resolve("out"));
    assertEquals(0, predict.exitCode(), predict.err());

    Tool resumed = Tool.run((Object[]) goOn.split(" "));

    assertEquals(0, resumed.exitCode(), resumed.err());
    assertArrayEquals(
        new double[] {1}, RunFolder.open(run).readMetrics().column(EpochMetrics.EPOCH));
  }
}
