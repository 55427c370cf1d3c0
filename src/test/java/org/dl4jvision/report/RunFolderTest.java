package org.dl4jvision.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.metric.segmentation.SegmentationEvaluation;
import org.dl4jvision.report.RunFolder.Existing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RunFolderTest {

  /** A configuration as a trainer may have it. */
  record Configuration(String loss, int epochs, double rate, List<String> classes) {}

  private static final Configuration CONFIGURATION =
      new Configuration("dice + cross-entropy", 3, 1e-3, List.of("background", "cell"));

  @TempDir Path temp;

  private RunFolder run(String name) {
    RunFolder run = RunFolder.create(temp.resolve(name), Existing.REFUSE);
    run.writeConfiguration(CONFIGURATION);
    return run;
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    RunFolder run = run("a/b");
    assertEquals(MetricsTable.EMPTY, run.readMetrics());
    run.appendMetrics(ScoresColumns.row(1));
    run.appendMetrics(ScoresColumns.row(2));
    RunSummary<SegmentationScores> summary =
        new RunSummary<>("dice", 7, 2, 1, 5, ScoresColumns.scores(0.5), ScoresColumns.scores(0.75));
    run.writeSummary(summary);

    RunFolder read = RunFolder.open(temp.resolve("a/b"));
    assertEquals(CONFIGURATION, read.readConfiguration(Configuration.class));
    assertEquals(summary, read.readSummary(SegmentationScores.class));
    MetricsTable metrics = read.readMetrics();
    assertEquals(
        List.of(
            "epoch",
            "trainLoss",
            "validationLoss",
            "meanIoU",
            "dice",
            "seconds",
            "iou_background",
            "iou_cell"),
        metrics.columns());
    assertArrayEquals(new double[] {1, 0.5}, metrics.column("trainLoss"));
    assertArrayEquals(new double[] {Double.NaN, Double.NaN}, metrics.column("iou_cell"));
    String json = Files.readString(run.summaryFile());
    assertTrue(json.contains("\"final\""), json);
    assertTrue(json.contains("\"foregroundDice\" : null"), json);
    assertFalse(json.contains("NaN"), json);
    assertEquals("epoch,trainLoss,", Files.readString(run.metricsFile()).substring(0, 16));
  }

  @Test
  void resumedRunGoesOnWhereItsModelWas() {
    RunFolder run = run("resume");
    for (int epoch = 1; epoch <= 3; epoch++) {
      run.appendMetrics(ScoresColumns.row(epoch));
    }
    RunFolder resumed = RunFolder.create(run.path(), Existing.RESUME);
    resumed.keepMetricsUpTo(2);
    resumed.appendMetrics(ScoresColumns.row(3));
    assertArrayEquals(new double[] {1, 2, 3}, resumed.readMetrics().column("epoch"));
  }

  @Test
  void existingFoldersAreTakenOnlyAsAsked() throws IOException {
    RunFolder run = run("run");
    run.appendMetrics(ScoresColumns.row(1));
    run.writeCurves(ScoresColumns.ALL);
    Files.writeString(run.modelFile(), "{}");
    Files.writeString(run.path().resolve("notes.txt"), "mine");
    assertRefused("holds a run already", run.path(), Existing.REFUSE);
    RunFolder.create(run.path(), Existing.OVERWRITE);
    assertEquals("mine", Files.readString(run.path().resolve("notes.txt")));
    assertFalse(Files.exists(run.metricsFile()));
    assertFalse(Files.exists(run.modelFile()));
    assertFalse(Files.exists(run.curve("loss")));

    Path other = Files.createDirectory(temp.resolve("other"));
    assertEquals(other, RunFolder.create(other, Existing.REFUSE).path());
    assertRefused("no run to resume", other, Existing.RESUME);
    assertRefused("no run to resume", temp.resolve("missing"), Existing.RESUME);
    Path file = Files.writeString(other.resolve("precious"), "");
    for (Existing existing : Existing.values()) {
      assertRefused("not a run folder", other, existing);
    }
    assertRefused("is a file", file, Existing.OVERWRITE);
    assertTrue(Files.exists(file));
    assertMessage("no such folder", () -> RunFolder.open(temp.resolve("missing")));
    assertMessage("not a run folder", () -> RunFolder.open(other));
  }

  @Test
  void aColumnThatCameLaterIsNoNumberInEarlierLines() {
    RunFolder run = run("columns");
    run.appendMetrics(Map.of("epoch", 1.0));
    Map<String, Double> row = new LinkedHashMap<>();
    row.put("kappa", 0.5);
    row.put("epoch", 2.0);
    run.appendMetrics(row);
    run.appendMetrics(Map.of("epoch", 3.0));

    MetricsTable metrics = run.readMetrics();

    assertEquals(List.of("epoch", "kappa"), metrics.columns());
    assertArrayEquals(new double[] {1, 2, 3}, metrics.column("epoch"));
    assertArrayEquals(new double[] {Double.NaN, 0.5, Double.NaN}, metrics.column("kappa"));
  }

  private static void assertRefused(String part, Path path, Existing existing) {
    assertMessage(part, () -> RunFolder.create(path, existing));
  }

  private static void assertMessage(String part, Runnable action) {
    String message = assertThrows(IllegalArgumentException.class, action::run).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void newRunsHaveNamesOfTheirOwn() {
    RunFolder first = RunFolder.createNew(temp.resolve("runs"), "segmentation");
    RunFolder second = RunFolder.createNew(temp.resolve("runs"), "segmentation");
    assertNotEquals(first.path(), second.path());
    assertTrue(
        first.path().getFileName().toString().matches("segmentation-\\d{8}-\\d{6}"),
        first.path().toString());
  }

  @Test
  void failedWriteLeavesTheOldFile() throws IOException {
    RunFolder run = run("atomic");
    run.write(run.bestModel(), file -> Files.writeString(file, "old"));
    assertThrows(
        UncheckedIOException.class,
        () ->
            run.write(
                run.bestModel(),
                file -> {
                  Files.writeString(file, "half");
                  assertEquals("old", Files.readString(run.bestModel()));
                  throw new IOException("disk full");
                }));
    assertEquals("old", Files.readString(run.bestModel()));
    try (Stream<Path> files = Files.list(run.path())) {
      assertEquals(2, files.count(), "no temporary file may stay");
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> run.write(temp.resolve("elsewhere"), file -> Files.writeString(file, "")));
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    RunFolder run = run("damaged");
    Files.writeString(run.metricsFile(), "epoch,trainLoss\n1,abc\n");
    Files.writeString(run.summaryFile(), "{");
    assertMessage("metrics.csv", run::readMetrics);
    assertMessage("summary.json", () -> run.readSummary(SegmentationScores.class));
  }

  @Test
  void imageNamesBecomeFileNames() {
    RunFolder run = run("names");
    assertEquals("a_b_c.1.png", run.overlay("a/b\\c.1").getFileName().toString());
    assertTrue(run.overlay("../../x").startsWith(run.path().resolve("overlays")));
  }

  @Test
  void whatIsUndefinedIsNullInJson() throws IOException {
    RunFolder run = run("undefined");
    DetectionScores none = DetectionScores.of(new DetectionEvaluation(List.of("cat")));
    run.writeSummary(new RunSummary<>("focal", 7, 2, 1, 5, none, none));

    String json = Files.readString(run.summaryFile());
    RunSummary<DetectionScores> read = run.readSummary(DetectionScores.class);

    assertFalse(json.contains("NaN") || json.contains("-1"), json);
    assertEquals(none, read.best());
    assertTrue(Double.isNaN(read.best().score()));
    Files.writeString(run.summaryFile(), json.replaceAll("(\"A.* : )null", "$1-1.0"));
    assertEquals(none, run.readSummary(DetectionScores.class).best(), "version 0.1.0 had -1");
  }

  /** Background and foreground; the score is undefined where the truth has background only. */
  @Test
  void theScoreNeedsForeground() {
    assertEquals(0.5, score(2, new float[] {0, 0, 1, 1}, new float[] {1, 0, 1, 0}), 1e-12);
    assertEquals(0, score(2, new float[] {0, 0, 1, 1}, new float[] {0, 0, 0, 0}));
    assertEquals(Double.NaN, score(2, new float[] {0, 0, 0, 0}, new float[] {0, 0, 0, 0}));
    assertEquals(Double.NaN, score(2, new float[] {0, 0, 0, 0}, new float[] {1, 0, 0, 0}));
    assertEquals(1, score(2, new float[] {1, 1, 1, 1}, new float[] {1, 1, 1, 1}));
    assertEquals(Double.NaN, score(3, new float[] {0, 0, 0, 0}, new float[] {0, 2, 0, 0}));
    assertEquals(1, score(3, new float[] {0, 0, 2, 2}, new float[] {0, 0, 2, 2}));
  }

  private static double score(int classes, float[] truth, float[] predicted) {
    SegmentationEvaluation evaluation = new SegmentationEvaluation(classes);
    INDArray predictions = Nd4j.zeros(1, classes, predicted.length);
    for (int i = 0; i < predicted.length; i++) {
      predictions.putScalar(0, (int) predicted[i], i, 1);
    }
    evaluation.eval(Nd4j.createFromArray(truth).reshape(1, 1, truth.length), predictions);
    return SegmentationScores.of(evaluation).score();
  }

  @Test
  void scoresOfAnEvaluation() {
    SegmentationEvaluation evaluation = new SegmentationEvaluation(List.of("no", "yes"));
    evaluation.eval(
        Nd4j.createFromArray(0f, 0f, 1f, 1f).reshape(1, 1, 4),
        Nd4j.createFromArray(0f, 1f, 1f, 1f).reshape(1, 1, 4));
    SegmentationScores scores = SegmentationScores.of(evaluation);
    assertEquals(List.of("no", "yes"), List.copyOf(scores.classes().keySet()));
    assertEquals(0.8, scores.foregroundDice(), 1e-12);
    assertEquals(2.0 / 3, scores.classes().get("yes").iou(), 1e-12);
    assertEquals(0.75, scores.pixelAccuracy(), 1e-12);
  }
}
