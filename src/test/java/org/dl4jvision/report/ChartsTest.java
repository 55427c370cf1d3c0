package org.dl4jvision.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.metric.detection.PrecisionRecallCurve;
import org.dl4jvision.report.SegmentationScores.ClassScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ChartsTest {

  /** Metrics like those of a run; the validation loss of the second epoch is missing. */
  private static MetricsTable metrics(int epochs, int classes) {
    MetricsTable table = MetricsTable.EMPTY;
    for (int e = 1; e <= epochs; e++) {
      double quality = 1 - Math.exp(-e / 8.0);
      Map<String, ClassScores> scores = new LinkedHashMap<>();
      for (int c = 0; c < classes; c++) {
        double value = quality * (1 - c * 0.04);
        scores.put("class " + c, new ClassScores(value, value, value, value, false));
      }
      scores.put("never seen", ScoresColumns.NEVER_SEEN);
      SegmentationScores all =
          new SegmentationScores(quality, quality * 0.9, quality * 0.95, 0.5 + quality / 2, scores);
      double validationLoss = e == 2 ? Double.NaN : 1.7 * (1 - quality) + 0.2;
      table =
          table.with(
              ScoresColumns.ALL.row(
                  new EpochMetrics<>(e, 1.6 * (1 - quality) + 0.1, validationLoss, all, 1)));
    }
    return table;
  }

  @Test
  void curvesAreDrawn() {
    for (int epochs : new int[] {1, 2, 5, 120}) {
      MetricsTable metrics = metrics(epochs, 11);
      Map<String, BufferedImage> curves = ScoresColumns.ALL.draw(metrics);
      curves.forEach((name, image) -> Pictures.save("chart-" + name + "-" + epochs, image));
      BufferedImage loss = Charts.loss(metrics);
      assertTrue(Pictures.count(loss, Palette.color(0)) > 20, "training curve");
      assertTrue(Pictures.count(loss, Palette.color(1)) > 20, "validation curve");
      BufferedImage iou = curves.get("iou");
      for (int c = 0; c < 11; c++) {
        assertTrue(Pictures.count(iou, Palette.color(c)) > 20, "class " + c);
      }
      assertEquals(0, Pictures.count(iou, Palette.color(11)), "a class without values");
    }
  }

  @Test
  void nothingMeasuredYetIsAnEmptyChart() {
    Pictures.save("chart-empty", Charts.loss(MetricsTable.EMPTY));
    assertEquals(0, Pictures.count(Charts.loss(MetricsTable.EMPTY), Palette.color(0)));
  }

  @Test
  void aCurveWithoutADefinedPointIsAnEmptyChart() {
    double none = Double.NaN;
    Map<String, Double> row = new LinkedHashMap<>();
    for (String column : ScoresColumns.row(1).keySet()) {
      row.put(column, column.equals("epoch") ? 1 : none);
    }
    MetricsTable metrics = MetricsTable.EMPTY.with(row).with(row);
    Map<String, double[]> nothing = Map.of("nothing", new double[] {none, none});

    List<BufferedImage> charts = new ArrayList<>(ScoresColumns.ALL.draw(metrics).values());
    charts.add(Charts.precisionRecall("At IoU 0.5", List.of("not there"), List.of(curve(3, 0))));
    charts.add(Charts.lines("Lines", "x", "y", new double[] {1, 2}, nothing));
    charts.add(Charts.bars("Bars", "group", "y", List.of("a", "b"), nothing));
    charts.add(Charts.logarithmicBars("Bars", "group", "y", List.of("a", "b"), nothing));

    assertEquals(7, charts.size());
    charts.forEach(chart -> assertEquals(0, Pictures.count(chart, Palette.color(0))));
  }

  /** Detections of which the highest-scoring are right, and fewer and fewer after them. */
  private static PrecisionRecallCurve curve(int classIndex, int objects) {
    DetectionEvaluation evaluation = new DetectionEvaluation(CLASSES);
    Random random = new Random(classIndex);
    for (int i = 0; i < objects; i++) {
      Box box = new Box(10, 10, 50, 50);
      double score = random.nextDouble();
      Box seen = random.nextDouble() < score + 0.2 ? box : new Box(60, 60, 90, 90);
      evaluation.add(
          List.of(new ObjectBox(box, classIndex, false)),
          classIndex == 2 ? List.of() : List.of(new Detection(seen, classIndex, score)));
    }
    return evaluation.curve(classIndex, 0.5);
  }

  private static final List<String> CLASSES = List.of("cat", "dog", "never found", "not there");

  @Test
  void precisionByRecall() {
    List<PrecisionRecallCurve> curves =
        List.of(curve(0, 2000), curve(1, 12), curve(2, 5), curve(3, 0));
    BufferedImage chart = Charts.precisionRecall("At IoU 0.5", CLASSES, curves);
    Pictures.save("chart-precision-recall", chart);
    for (int c = 0; c < 3; c++) {
      assertTrue(Pictures.count(chart, Palette.color(c)) > 20, CLASSES.get(c));
    }
    assertEquals(0, Pictures.count(chart, Palette.color(3)), "a class without objects");
    assertRefused(
        "number of class names is 1; allowed: 4, as many as curves",
        () -> Charts.precisionRecall("title", List.of("cat"), curves));
  }

  @Test
  void linesAndBars() {
    double[] x = {-1, 0, 1, 2};
    Map<String, double[]> series = new LinkedHashMap<>();
    series.put("falling", new double[] {3, 2, 1, 0});
    series.put("with a gap", new double[] {1, Double.NaN, 2, 2.5});
    series.put("never defined", new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN});
    BufferedImage lines = Charts.lines("Lines", "x", "y", x, series);
    List<String> groups = List.of("one", "two", "three", "four");
    BufferedImage bars = Charts.bars("Bars", "group", "y", groups, series);
    series.put("falling", new double[] {1000, 100, 10, 1});
    BufferedImage logarithmic = Charts.logarithmicBars("Bars", "group", "y", groups, series);
    Pictures.save("chart-series-lines", lines);
    Pictures.save("chart-series-bars", bars);
    Pictures.save("chart-series-logarithmic", logarithmic);
    for (BufferedImage chart : List.of(lines, bars, logarithmic)) {
      assertTrue(Pictures.count(chart, Palette.color(0)) > 100, "falling");
      assertTrue(Pictures.count(chart, Palette.color(1)) > 100, "with a gap");
      assertEquals(0, Pictures.count(chart, Palette.color(2)), "never defined");
    }
  }

  @Test
  void aValueForEachPlaceIsNeeded() {
    Map<String, double[]> two = Map.of("two", new double[2]);
    assertRefused(
        "number of values of 'two' is 2; allowed: 3, as many as x",
        () -> Charts.lines("", "", "", new double[3], two));
    assertRefused(
        "number of values of 'two' is 2; allowed: 1, as many as groups",
        () -> Charts.bars("", "", "", List.of("one"), two));
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Test
  void missingColumnIsNamed() {
    MetricsTable metrics = MetricsTable.EMPTY.with(Map.of("epoch", 1.0));
    assertRefused("column: trainLoss, must be one of [epoch]", () -> Charts.loss(metrics));
  }

  /** Pictures for the eye: written where the system property {@code pictures} says. */
  static final class Pictures {
    private Pictures() {}

    static void save(String name, BufferedImage image) {
      String folder = System.getProperty("pictures");
      if (folder != null) {
        AtomicFile.writePng(Path.of(folder, "report-" + name + ".png"), image);
      }
    }

    static int count(BufferedImage image, java.awt.Color color) {
      int count = 0;
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          count += (image.getRGB(x, y) & 0xFFFFFF) == (color.getRGB() & 0xFFFFFF) ? 1 : 0;
        }
      }
      return count;
    }
  }
}
