package org.dl4jvision.report.page.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.metric.calibration.Calibration;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;
import org.dl4jvision.metric.segmentation.ThresholdCurve;
import org.dl4jvision.report.Column;
import org.dl4jvision.report.Columns;
import org.dl4jvision.report.Curve;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.ImageScores;
import org.dl4jvision.report.Judgement;
import org.dl4jvision.report.MaskDetails;
import org.dl4jvision.report.ReportFiles;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunStatus;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.SegmentationScores;
import org.dl4jvision.report.SegmentationScores.ClassScores;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Chart;
import org.dl4jvision.report.page.Document;
import org.dl4jvision.report.page.Pages;
import org.dl4jvision.report.page.Pictures;
import org.dl4jvision.report.page.Remark;
import org.dl4jvision.report.page.Section;
import org.dl4jvision.report.page.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPageTest {

  private static final Columns<SegmentationScores> COLUMNS =
      new Columns<>(
          "test",
          Columns.epoch(),
          Columns.trainLoss(),
          Columns.validationLoss(),
          Column.<SegmentationScores>of("meanIoU", "the mean", SegmentationScores::meanIoU)
              .on(new Curve("metrics", "Metrics", "metric", true), "mean IoU"));

  @TempDir Path temp;

  private RunFolder run;

  @BeforeEach
  void run() {
    run = RunFolder.create(temp.resolve("a run"), RunFolder.Existing.REFUSE);
    run.writeConfiguration(Map.of("loss", "dice"));
    JsonFile.write(
        run.modelFile(),
        Map.of(
            "task", "segmentation", "dataset", "cells", "classNames", List.of("void", "<cell>")));
    for (int epoch = 1; epoch <= 8; epoch++) {
      run.appendMetrics(
          COLUMNS.row(new EpochMetrics<>(epoch, 1.0 / epoch, 1.1 / epoch, scores(), 2)));
    }
  }

  private static SegmentationScores scores() {
    Map<String, ClassScores> classes = new LinkedHashMap<>();
    classes.put("void", new ClassScores(0.9, 0.95, 1, 1, false));
    classes.put("<cell>", new ClassScores(0.5, 0.667, 0.75, 0.6, false));
    return new SegmentationScores(0.8, 0.7, 0.667, 0.9, classes);
  }

  private static RunSummary<SegmentationScores> summary(RunStatus status, String ended) {
    return new RunSummary<>(
        status,
        "why",
        null,
        "host",
        "2026-01-01T00:00Z",
        ended,
        "dl4j-vision train segmentation",
        "dice",
        1,
        8,
        7,
        16,
        scores(),
        scores());
  }

  private static MaskDetails masks() {
    ThresholdCurve.Point half = new ThresholdCurve.Point(0.5, 0.8, 0.7, 0.9);
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("HD95", 3.25);
    scores.put("clDice", Double.NaN);
    return new MaskDetails(
        Map.of("<cell>", scores),
        List.of(new MaskDetails.SizeRecall("<cell>", "small", 4, 3)),
        List.of(half, new ThresholdCurve.Point(0.6, 0.85, 0.8, Double.NaN)),
        new ThresholdCurve.Point(0.6, 0.85, 0.8, Double.NaN));
  }

  /** What is written at the end. */
  private void judge() {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < 12; i++) {
      scores.put("image," + i, 0.3 + 0.05 * i);
      run.writeImage(
          run.overlay("image," + i), new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));
    }
    scores.put("empty", Double.NaN);
    ImageScores.write(run.path().resolve(ReportFiles.SCORES), scores);
    Calibration calibration = new Calibration(5);
    calibration.add(new double[] {0.9, 0.1}, 1);
    byte[] truth = {0, 0, 1, 1};
    byte[] found = {0, 1, 1, 1};
    JsonFile.write(
        run.path().resolve(ReportFiles.JUDGEMENT),
        new Judgement(
            "Dice",
            "validation",
            1,
            ConfusionMatrix.of(2, truth, found, 255),
            calibration.bins(),
            calibration.expectedCalibrationError(),
            calibration.brier(),
            masks()));
    run.writeImage(run.curve("loss"), new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));
    run.writeImage(run.curve("pr"), new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));
  }

  private Document document(RunStatus status, String ended) {
    return RunPage.document(run, COLUMNS, summary(status, ended));
  }

  private static List<String> titles(Document document) {
    return document.sections().stream().map(Section::title).toList();
  }

  private static <B extends Block> List<B> blocks(Document document, Class<B> type) {
    return document.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Test
  void aCompletedRunHasAllSections() {
    judge();
    Document document = document(RunStatus.COMPLETED, "2026-01-01T01:00Z");
    assertEquals(
        List.of(
            "Scores of the best model",
            "Curves",
            "Classes",
            "Images",
            "Confusion",
            "Borders and objects",
            "Probabilities",
            "Threshold",
            "Pictures",
            "Epochs",
            "Origin",
            "Commands"),
        titles(document));
    assertEquals("segmentation on cells", document.title());
    assertEquals("completed, 8 epochs, best 7, 0.3 minutes, loss dice", document.summary());
    Chart loss = blocks(document, Chart.class).get(0);
    assertTrue(loss.gap());
    assertEquals(List.of(new Chart.Mark(7, "best")), loss.marks());
    Remark images = blocks(document, Remark.class).get(1);
    assertEquals(
        "Dice of 12 validation images: median 0.5750, the worst tenth is at most 0.3550, the worst"
            + " 0.3000. Of 1 more it is undefined. 1 are too large to be looked at by themselves.",
        images.text());
    Table table = blocks(document, Table.class).get(1);
    assertEquals("image,0", table.rows().get(0).get(0).text());
    assertEquals(13, table.rows().size());
    Table borders = blocks(document, Table.class).get(2);
    assertEquals(List.of("class", "HD95", "clDice"), borders.head());
    assertEquals("3.2500", borders.rows().get(0).get(1).text());
    Table objects = blocks(document, Table.class).get(3);
    assertEquals("0.7500", objects.rows().get(0).get(4).text());
  }

  /** Judgements of older versions have no masks. */
  @Test
  void whatIsNotKnownOfMasksIsLeftOut() {
    judge();
    Path file = run.path().resolve(ReportFiles.JUDGEMENT);
    Map<String, Object> older = JsonFile.readGeneric(file, Map.class, String.class, Object.class);
    older.remove("masks");
    JsonFile.write(file, older);
    List<String> titles = titles(document(RunStatus.COMPLETED, "x"));
    assertTrue(titles.contains("Confusion") && !titles.contains("Threshold"), titles.toString());
  }

  @Test
  void theWorstImagesAreShownFirstAndEachOnce() {
    judge();
    List<Pictures> pictures = blocks(document(RunStatus.COMPLETED, "x"), Pictures.class);
    assertEquals(
        List.of("The worst images", "The best images", "Other images", "Other curves"),
        pictures.stream().map(Pictures::title).toList());
    assertEquals("image,0, 0.3000", pictures.get(0).pictures().get(0).caption());
    assertEquals("image,11, 0.8500", pictures.get(1).pictures().get(0).caption());
    assertEquals(4, pictures.get(2).pictures().size());
    assertEquals("curves/pr.png", pictures.get(3).pictures().get(0).file());
    assertEquals(1, pictures.get(3).pictures().size());
  }

  /** Pictures of an earlier part are of another model. */
  @Test
  void whileItRunsARunShowsNothingOfItsEnd() {
    judge();
    for (Document document :
        List.of(document(RunStatus.RUNNING, null), document(RunStatus.DIVERGED, "x"))) {
      assertEquals(
          List.of("Scores of the best model", "Curves", "Classes", "Epochs", "Origin", "Commands"),
          titles(document));
    }
    Remark diverged = blocks(document(RunStatus.DIVERGED, "x"), Remark.class).get(1);
    assertEquals("diverged: why", diverged.text());
  }

  @Test
  void beforeItsFirstEpochARunHasAReportToo() throws IOException {
    Files.delete(run.metricsFile());
    RunPage.write(run, COLUMNS, new RunSummary<SegmentationScores>("dice", 1, 0, 0, 0, null, null));
    assertTrue(Pages.exist(run.path()));
  }

  @Test
  void commandsCanBeCopied() throws IOException {
    RunPage.write(run, COLUMNS, summary(RunStatus.COMPLETED, "x"));
    String markdown = Files.readString(run.path().resolve(ReportFiles.MARKDOWN));
    assertTrue(markdown.contains("./dl4j-vision evaluate '" + run.path() + "'\n"), markdown);
    String html = Files.readString(run.path().resolve(ReportFiles.HTML));
    assertFalse(html.contains("<cell>"));
    assertTrue(html.contains("&lt;cell&gt;"));
  }
}
