package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.SegmentationScores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainSegmentationCommandTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path data;

  @BeforeAll
  static void drawData() throws IOException {
    data = Tool.data(shared.resolve("cells"));
  }

  @Test
  void writesACompleteRunFolder() throws IOException {
    Path run = folder.resolve("run");

    Tool tool = Tool.train(data, "--epochs", 2, "--out", run, "--activation", "sigmoid");

    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.out().startsWith("best epoch "), tool.out());
    assertEquals(1, tool.out().lines().count());
    assertEquals(2, tool.err().lines().filter(line -> line.startsWith("epoch ")).count());
    for (String file :
        List.of(
            "configuration.json",
            "model.json",
            "metrics.csv",
            "summary.json",
            "best-model.zip",
            "last-model.zip",
            "curves/loss.png",
            "curves/metrics.png",
            "overlays/0.png",
            "overlays/1.png")) {
      assertTrue(Files.size(run.resolve(file)) > 0, file);
    }
    RunSummary<SegmentationScores> summary =
        RunFolder.open(run).readSummary(SegmentationScores.class);
    assertEquals("dice + cross-entropy", summary.loss());
    assertEquals(2, summary.epochs());
    assertEquals(42, summary.seed());
    assertTrue(summary.seconds() > 0);
    assertTrue(summary.best().foregroundDice() >= summary.last().foregroundDice());
  }

  @Test
  void sameSeedGivesTheSameTraining() {
    double[][] losses = new double[3][];
    int[] seeds = {1, 1, 2};
    for (int i = 0; i < seeds.length; i++) {
      Path run = folder.resolve("run" + i);
      assertEquals(0, Tool.train(data, "--seed", seeds[i], "--out", run).exitCode());
      losses[i] = RunFolder.open(run).readMetrics().column(EpochMetrics.VALIDATION_LOSS);
    }

    assertArrayEquals(losses[0], losses[1]);
    assertFalse(Arrays.equals(losses[0], losses[2]));
  }

  @Test
  void resumeGoesOnWithTheRunsOptions() {
    Path run = folder.resolve("run");
    assertEquals(0, Tool.train(data, "--out", run, "--loss", "dice").exitCode());
    double secondsBefore = RunFolder.open(run).readSummary(SegmentationScores.class).seconds();

    Tool tool = Tool.run("train", "segmentation", "--resume", run, "--epochs", 3);

    assertEquals(0, tool.exitCode(), tool.err());
    MetricsTable metrics = RunFolder.open(run).readMetrics();
    assertArrayEquals(new double[] {1, 2, 3}, metrics.column(EpochMetrics.EPOCH));
    RunSummary<SegmentationScores> summary =
        RunFolder.open(run).readSummary(SegmentationScores.class);
    assertEquals("dice", summary.loss());
    assertEquals(3, summary.epochs());
    assertTrue(summary.seconds() > secondsBefore);
    assertEquals(3, config(run).get("epochs"));
  }

  @Test
  void resumeWithOtherDataIsSaid() throws IOException {
    Path run = folder.resolve("run");
    assertEquals(0, Tool.train(data, "--out", run).exitCode());
    Files.writeString(data.resolve("classes.txt"), "0 nothing\n1 cell\n");

    Tool tool =
        Tool.run("train", "segmentation", "--resume", run, "--epochs", 2, "--split-seed", 9);

    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(
        List.of(
            "warning: the classes of the run are background, foreground, those of the data"
                + " nothing, cell: scores before and after cannot be compared",
            "warning: --split-seed may change which images are held out: those that were learned"
                + " may be measured on"),
        tool.err().lines().filter(line -> line.startsWith("warning")).toList());
  }

  @Test
  void resumeOfACompleteRunSaysWhatToDo() {
    Path run = folder.resolve("run");
    assertEquals(0, Tool.train(data, "--out", run).exitCode());

    Tool tool = Tool.run("train", "segmentation", "--resume", run);

    assertEquals(0, tool.exitCode(), tool.err());
    String last = tool.out().lines().reduce((a, b) -> b).orElseThrow();
    assertEquals(run + " is complete: all 1 epochs are done; train more with --epochs N", last);
  }

  @Test
  void commandLineWinsOverConfigFile() throws IOException {
    Path config = folder.resolve("config.yaml");
    Files.writeString(config, "seed: 7\ncrop: 24\nloss: 2*dice + cross-entropy\n");
    Path run = folder.resolve("run");

    Tool tool = Tool.train(data, "--config", config, "--out", run, "--crop", 16);

    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(7, config(run).get("seed"));
    assertEquals(16, config(run).get("crop"));
    assertEquals("2*dice + cross-entropy", config(run).get("loss"));
  }

  @Test
  void aRunsConfigurationRepeatsIt() {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    assertEquals(0, Tool.train(data, "--seed", 5, "--out", first).exitCode());

    Path config = first.resolve("configuration.json");
    Tool tool = Tool.run("train", "segmentation", "--config", config, "--out", second);

    assertEquals(0, tool.exitCode(), tool.err());
    assertArrayEquals(
        RunFolder.open(first).readMetrics().column(EpochMetrics.TRAIN_LOSS),
        RunFolder.open(second).readMetrics().column(EpochMetrics.TRAIN_LOSS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{epoch: 3} | unknown key 'epoch' (did you mean epochs?), allowed are accumulate,"
            + " activation, ...",
        "{out: x} | unknown key 'out', allowed are accumulate, activation, ...",
        "{epochs: [1, 2]} | the value of 'epochs' must be a text or a number",
        "{epochs: | not JSON or YAML, line 1",
        "just text | must hold 'option: value' pairs",
        "{epochs: many} | epochs is many; allowed: whole numbers",
      })
  void badConfigFile(String content, String message) throws IOException {
    Path config = folder.resolve("config.yaml");
    Files.writeString(config, content);

    Tool tool =
        Tool.run("train", "segmentation", "--config", config, "--out", folder.resolve("run"));

    assertBadInput(tool, config + ": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--data /no/such/folder | no such folder: /no/such/folder",
        "--loss dize | there is no loss dize (did you mean dice?); losses are alpha-iou,"
            + " balanced-l1, ...",
        "--loss dice(foo=1) | loss dice has no option foo; its options are ...",
        "--activation relu | activation is relu; allowed: softmax, sigmoid",
        "--activation sigmoit | activation is sigmoit (did you mean sigmoid?); allowed: softmax,"
            + " sigmoid",
        "--learning-rate 0 | learning-rate is 0.0; allowed: numbers from 1e-10 to 1e30",
        "--learning-rate fast | learning-rate is fast; allowed: numbers",
        "--epochs 0 | epochs is 0; allowed: whole numbers >= 1",
        "--batch-size 0 | batch-size is 0; allowed: whole numbers >= 1",
        "--crop 100000 | a step of 2 crops of 100000x100000 has more numbers than an array can"
            + " hold: choose a smaller --batch-size, --crop, --base-channels or --depth",
        "--crop 8192 | a step of 2 crops of 8192x8192 has more numbers than an array can hold:"
            + " choose a smaller --batch-size, --crop, --base-channels or --depth",
        "--crop 0 --base-channels 20000 | a step of 8 whole images has more numbers than an array"
            + " can hold: choose a smaller --batch-size or --base-channels, or crops (--crop)",
        "--crop -8 | crop is -8; allowed: whole numbers >= 0",
        "--depth 99 | depth is 99; allowed: 1 to 8",
        "--dropout 1 | dropout is 1.0; allowed: numbers from 0 to below 1",
        "--l2 -1 | l2 is -1.0; allowed: numbers from 0 to 1000000",
        "--l1 1e300 | l1 is 1.0E300; allowed: numbers from 0 to 1000000",
        "--learning-rate 1e300 | learning-rate is 1.0E300; allowed: numbers from 1e-10 to 1e30",
        "--max-minutes 1e300 | max-minutes is 1.0E300; allowed: numbers from 0.001 to 1000000",
        "--max-minutes 0 | max-minutes is 0.0; allowed: numbers from 0.001 to 1000000",
        "--threads 0 | threads is 0; allowed: 1 to ...",
        "--ignore-index 3 --classes 2 | --classes and --ignore-index describe --data, which is"
            + " missing",
        "--strict --group-by x | --group-by and --strict describe --data, which is missing",
        "--masks x | --masks describes --data, which is missing",
        "--data . --validation-share 1 | validation-share is 1.0; allowed: numbers above 0 and"
            + " below 1",
        "--data . --group-by ( | group-by is (, which is no regular expression: Unclosed group",
        "--data . --class-names a,,b | class-names is a,,b; allowed: a file with a name a line, or"
            + " names separated by commas",
        "--data . --class-names no-such.txt | class-names is no-such.txt; allowed: names of files"
            + " that are there",
        "--data . --class-map no-such.txt | cannot read no-such.txt: there is no such file or"
            + " folder",
        "--config no-such.yaml | cannot read no-such.yaml: there is no such file or folder",
        "--resume no-such-run | folder no-such-run: there is no such folder",
        "--resume no-such-run --out x | folder no-such-run: there is no such folder",
        "--encoder huge | there is no encoder huge; encoders are ...",
        "--decoder none | there is no decoder none; decoders are ...",
        "--epoch 3 | unknown option --epoch (did you mean --epochs?)",
      })
  void badInput(String arguments, String message) {
    List<Object> args = new ArrayList<>(List.of("train", "segmentation"));
    args.addAll(List.of((Object[]) arguments.split(" ")));
    if (!arguments.contains("--resume")) {
      args.addAll(List.of("--out", folder.resolve("run")));
    }

    assertBadInput(Tool.run(args.toArray()), message);
    assertFalse(Files.exists(folder.resolve("run")), "nothing is written before all is checked");
  }

  @Test
  void refusesAFolderInUse() {
    Tool tool = Tool.train(data, "--out", data);

    assertBadInput(
        tool, "folder " + data + ": is not empty and not a run folder (no configuration.json)");
  }

  @Test
  void stopsWhereTheLossIsNoNumber() {
    Path run = folder.resolve("run");

    Tool tool = Tool.train(data, "--epochs", 5, "--learning-rate", 1e30, "--out", run);

    assertEquals(4, tool.exitCode(), tool.err());
    String last = tool.err().lines().reduce((a, b) -> b).orElseThrow();
    assertTrue(
        last.matches(
            "dl4j-vision: the loss became .* in epoch \\d, iteration \\d: try a learning .*"),
        tool.err());
    assertTrue(Files.exists(run.resolve("configuration.json")));
  }

  private static void assertBadInput(Tool tool, String message) {
    assertAll(
        () -> assertEquals(2, tool.exitCode(), tool.err()),
        () -> assertEquals("", tool.out()),
        () -> Tool.assertMessage(message, tool),
        () -> assertFalse(tool.err().contains("\tat "), tool.err()),
        // A second line may only be a hint.
        () -> assertTrue(tool.err().lines().count() <= 3, tool.err()));
  }

  private static Map<?, ?> config(Path run) {
    return RunFolder.open(run).readConfiguration(Map.class);
  }
}
