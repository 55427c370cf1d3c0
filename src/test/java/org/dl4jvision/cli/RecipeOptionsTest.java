package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunStatus;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.SegmentationScores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeOptionsTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path data;

  @BeforeAll
  static void drawData() throws IOException {
    data = Tool.data(shared.resolve("cells"));
  }

  private static String lastLine(Tool tool) {
    assertEquals(0, tool.exitCode(), tool.err());
    return tool.out().lines().reduce((a, b) -> b).orElseThrow();
  }

  private static RunSummary<SegmentationScores> summary(Path run) {
    return RunFolder.open(run).readSummary(SegmentationScores.class);
  }

  /**
   * At a rate that changes nothing, and without averages that would, no validation is better than
   * the first.
   */
  @Test
  void anEarlyEndIsSaidWithWhatToDo() {
    Path run = folder.resolve("run");
    Tool tool =
        Tool.train(
            data,
            "--out",
            run,
            "--epochs",
            5,
            "--lr",
            1e-10,
            "--batch-norm",
            false,
            "--early-stopping",
            2,
            "--ema",
            0.9);
    String end =
        "ended early, after 3 of 5 epochs: no better score in 2 validations; train more with:"
            + " dl4j-vision train segmentation --resume "
            + run
            + " --early-stopping N";
    assertEquals(end, lastLine(tool));
    assertEquals(RunStatus.EARLY_STOPPED, summary(run).status());
    assertEquals("no better score in 2 validations", summary(run).reason());

    assertEquals(end, lastLine(Tool.run("train", "segmentation", "--resume", run)));

    Tool more = Tool.run("train", "segmentation", "--resume", run, "--early-stopping", 9);
    assertEquals(0, more.exitCode(), more.err());
    assertEquals(5, summary(run).epochs());
    assertEquals(RunStatus.COMPLETED, summary(run).status());
  }

  @Test
  void aScoreThatStillRisesIsSaidWithWhatToDo() {
    Path run = folder.resolve("run");
    Tool tool =
        Tool.train(
            data,
            "--out",
            run,
            "--epochs",
            6,
            "--lr",
            0.01,
            "--batch-norm",
            false,
            "--schedule",
            "constant",
            "--seed",
            2,
            "--augmentation",
            "none",
            "--ema",
            0.7);
    String line = lastLine(tool);
    assertTrue(line.startsWith("the score still rose, by 0."), tool.out());
    String command = "dl4j-vision train segmentation --resume " + run + " --epochs 12";
    assertTrue(
        line.endsWith(" in the last third of the validations; train longer with: " + command),
        line);
  }

  @Test
  void optionsAreKeptInTheConfiguration() {
    Path run = folder.resolve("run");
    Tool tool =
        Tool.train(
            data,
            "--out",
            run,
            "--optimizer",
            "adamw",
            "--schedule",
            "one-cycle",
            "--accumulate",
            2,
            "--clip-norm",
            1);
    assertEquals(0, tool.exitCode(), tool.err());
    Map<?, ?> configuration = RunFolder.open(run).readConfiguration(Map.class);
    assertEquals("adamw", configuration.get("optimizer"));
    assertEquals("one-cycle", configuration.get("schedule"));
    assertEquals(2, configuration.get("accumulate"));
    assertEquals(1.0, configuration.get("clip-norm"));
    assertEquals(JsonFile.read(run.resolve("configuration.json"), Map.class), configuration);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--optimizer lion | optimizer is lion; allowed: adam, adamw, sgd",
        "--schedule one-cicle | schedule is one-cicle (did you mean one-cycle?); allowed: cosine,"
            + " one-cycle, polynomial, step, plateau, constant",
        "--momentum 0.9 | momentum is 0.9; allowed: numbers with --optimizer sgd",
        "--ema 1 | ema is 1.0; allowed: numbers above 0 and below 1",
        "--accumulate 0 | accumulate is 0; allowed: whole numbers >= 1",
        "--clip-norm -1 | clip-norm is -1.0; allowed: numbers from 1e-15 to 1e15",
        "--warm-up half | warm-up is half; allowed: numbers",
      })
  void badOptionsAreRefusedInALine(String arguments, String message) {
    String[] split = arguments.split(" ");
    Tool tool = Tool.train(data, "--out", folder.resolve("run"), split[0], split[1]);
    assertEquals(ExitCode.BAD_INPUT.code(), tool.exitCode());
    Tool.assertMessage(message, tool);
  }
}
