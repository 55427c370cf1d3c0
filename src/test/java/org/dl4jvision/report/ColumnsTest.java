package org.dl4jvision.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.report.SegmentationScores.ClassScores;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  private static final Column<SegmentationScores> ACCURACY =
      Column.<SegmentationScores>of("accuracy", "right pixels", SegmentationScores::pixelAccuracy)
          .on(ScoresColumns.METRICS, "accuracy")
          .inLines("accuracy");

  private final Columns<SegmentationScores> columns = ScoresColumns.create();

  private static EpochMetrics<SegmentationScores> epoch(SegmentationScores scores) {
    return new EpochMetrics<>(3, 0.5, 0.75, scores, 2);
  }

  @Test
  void aRowHasAllColumnsInTheirOrder() {
    Map<String, Double> expected = new LinkedHashMap<>();
    expected.put("epoch", 3.0);
    expected.put("trainLoss", 0.5);
    expected.put("validationLoss", 0.75);
    expected.put("meanIoU", 0.25);
    expected.put("dice", Double.NaN);
    expected.put("seconds", 2.0);
    expected.put("iou_background", 0.5);
    expected.put("iou_cell", Double.NaN);

    Map<String, Double> row = columns.row(epoch(ScoresColumns.scores(0.5)));

    assertEquals(List.copyOf(expected.entrySet()), List.copyOf(row.entrySet()));
  }

  @Test
  void aColumnThatIsRegisteredIsKnownEverywhere() {
    columns.registry().register(ACCURACY);
    SegmentationScores scores = ScoresColumns.scores(0.5);

    Map<String, Double> row = columns.row(epoch(scores));

    assertEquals("accuracy", List.copyOf(row.keySet()).get(row.size() - 1));
    assertEquals(1, row.get("accuracy"));
    assertEquals(Map.of("accuracy", 1.0), columns.addedTo(scores));
    assertEquals(
        List.of("accuracy", "Dice", "mean IoU"), List.copyOf(columns.line(scores).keySet()));
    MetricsTable metrics = MetricsTable.EMPTY.with(row).with(row).with(row);
    BufferedImage drawn = columns.draw(metrics).get("metrics");
    assertTrue(
        ChartsTest.Pictures.count(drawn, Palette.color(0)) > 20, "the first line of the curve");
    assertEquals(
        0,
        ChartsTest.Pictures.count(ScoresColumns.ALL.draw(metrics).get("metrics"), Palette.color(0)),
        "the Dice coefficient is undefined");
  }

  @Test
  void aLineLeavesOutWhatDoesNotSuitTheValidation() {
    Map<String, ClassScores> three = new LinkedHashMap<>();
    List.of("a", "b", "c").forEach(name -> three.put(name, new ClassScores(1, 1, 1, 1, false)));
    SegmentationScores scores = new SegmentationScores(1, 0.5, 1, 1, three);

    assertEquals(Map.of("mean IoU", 0.5), columns.line(scores));
    assertEquals(List.of("dice", "meanIoU"), columns.inLines().stream().map(Column::name).toList());
  }

  @Test
  void curvesAreThoseOfTheColumns() {
    Map<String, BufferedImage> curves = columns.draw(MetricsTable.EMPTY);

    assertEquals(List.of("loss", "metrics", "iou"), List.copyOf(curves.keySet()));
  }

  @Test
  void namesAreAllDifferent() {
    Column<SegmentationScores> other = Column.of("meanIoU", "another", s -> 0);

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> columns.registry().register(other));

    assertEquals(
        "the metric of test meanIoU is there already, as org.dl4jvision.report.Column",
        e.getMessage());
    assertEquals(
        "there is no metric of test kappa; metrics of test are dice, epoch, iou_, meanIoU,"
            + " seconds, trainLoss, validationLoss",
        assertThrows(IllegalArgumentException.class, () -> columns.registry().get("kappa"))
            .getMessage());
  }
}
