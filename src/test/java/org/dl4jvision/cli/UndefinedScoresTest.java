package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.SegmentationScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Runs whose validation images hold nothing to score. */
class UndefinedScoresTest {

  @TempDir Path folder;

  /** Empties what is to be found in the validation images. */
  private static void clear(Path masks) throws IOException {
    for (int i = 0; i < 2; i++) {
      TinyData.writePng(masks.resolve(i + ".png"), new int[37 * 45], 45, 37);
    }
  }

  private static void assertNoNumberStandsForUndefined(Path run, Tool... tools) throws IOException {
    StringBuilder texts = new StringBuilder();
    texts.append(Files.readString(run.resolve("summary.json"))).append('\n');
    texts.append(Files.readString(run.resolve("metrics.csv"))).append('\n');
    for (Tool tool : tools) {
      texts.append(tool.out()).append(tool.err());
    }
    assertFalse(texts.toString().matches("(?s).*(NaN|[ :,]-1).*"), texts.toString());
  }

  @Test
  void aSegmentationWithoutForegroundIsBestByItsLoss() throws IOException {
    Path data = Tool.data(folder.resolve("cells"));
    clear(data.resolve("val/labels"));
    Path run = folder.resolve("run");

    Tool tool = Tool.train(data, "--epochs", 8, "--learning-rate", 0.02, "--out", run);
    Tool evaluation = Tool.run("evaluate", run);

    assertEquals(0, tool.exitCode(), tool.err());
    double[] losses = RunFolder.open(run).readMetrics().column(EpochMetrics.VALIDATION_LOSS);
    int lowest =
        1 + IntStream.range(0, 8).reduce(0, (best, i) -> losses[i] < losses[best] ? i : best);
    assertEquals(lowest, RunFolder.open(run).readSummary(SegmentationScores.class).bestEpoch());
    assertTrue(lowest > 1, Arrays.toString(losses));
    String expected =
        "best epoch " + lowest + " of 8, by validation loss as its score is undefined: ";
    assertTrue(tool.out().startsWith(expected), tool.out());
    assertTrue(evaluation.out().contains("foreground            0  "), evaluation.out());
    assertNoNumberStandsForUndefined(run, tool, evaluation);
  }

  @Test
  void aResumedRunStillKeepsTheLowestLoss() throws IOException {
    Path data = Tool.data(folder.resolve("cells"));
    clear(data.resolve("val/labels"));
    Path run = folder.resolve("run");
    Tool.train(data, "--epochs", 3, "--learning-rate", 0.02, "--out", run);
    Tool resumed = Tool.run("train", "segmentation", "--resume", run, "--epochs", 6);

    assertEquals(0, resumed.exitCode(), resumed.err());
    double[] losses = RunFolder.open(run).readMetrics().column(EpochMetrics.VALIDATION_LOSS);
    int lowest =
        1 + IntStream.range(0, 6).reduce(0, (best, i) -> losses[i] < losses[best] ? i : best);
    assertEquals(lowest, RunFolder.open(run).readSummary(SegmentationScores.class).bestEpoch());
  }

  @Test
  void whereAllIsVoidTheLastModelIsBestAndNoLossIsZero() throws IOException {
    Path data = Tool.data(folder.resolve("cells"));
    Path masks = data.resolve("val/labels");
    for (int i = 0; i < 2; i++) {
      int[] all = new int[37 * 45];
      Arrays.fill(all, 9);
      TinyData.writePng(masks.resolve(i + ".png"), all, 45, 37);
    }
    Path run = folder.resolve("run");

    Tool tool = Tool.train(data, "--epochs", 3, "--ignore-index", 9, "--out", run);
    Tool table = Tool.run("evaluate", run);
    Tool json = Tool.run("evaluate", run, "--json");

    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.out().startsWith("best epoch 3 of 3, not validated: "), tool.out());
    assertTrue(table.out().contains(" validation images, loss -\n"), table.out());
    assertTrue(new ObjectMapper().readTree(json.out()).get("loss").isNull(), json.out());
    assertNoNumberStandsForUndefined(run, tool, table, json);
  }

  @Test
  void aDetectionWithoutObjectsHasABestModelAndNoAveragePrecision() throws IOException {
    Path data = TinyData.objects(folder.resolve("things"));
    Path truth = data.resolve("instances_val.json");
    Files.writeString(
        truth,
        Files.readString(truth)
            .replaceAll("\"annotations\": .*, \"cat", "\"annotations\": [], \"cat"));
    Path run = folder.resolve("run");

    Tool tool =
        Tool.run(
            "train", "detection", "--data", data, "--image-size", 32, "--epochs", 2, "--out", run);
    Tool table = Tool.run("evaluate", run);
    Tool json = Tool.run("evaluate", run, "--json");

    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.out().contains(": mAP@0.5 -, mAP -; "), tool.out());
    assertTrue(Files.exists(run.resolve("best-model.zip")));
    assertTrue(table.out().contains("AP50      -"), table.out());
    JsonNode numbers = new ObjectMapper().readTree(json.out());
    assertTrue(numbers.get("AP50").isNull(), json.out());
    assertTrue(numbers.get("categories").get(0).get("VOC2012").isNull(), json.out());
    assertNoNumberStandsForUndefined(run, tool, table, json);
  }
}
