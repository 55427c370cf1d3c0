package org.dl4jvision.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dl4jvision.report.SegmentationScores.ClassScores;

/** Columns of made-up scores, as a task may have them. */
final class ScoresColumns {

  static final Curve METRICS = new Curve("metrics", "Validation metrics", "metric", true);
  static final Curve IOU = new Curve("iou", "Validation IoU by class", "IoU", true);

  static final Columns<SegmentationScores> ALL = create();

  private ScoresColumns() {}

  static Columns<SegmentationScores> create() {
    return new Columns<>(
        "test",
        Columns.epoch(),
        Columns.trainLoss(),
        Columns.validationLoss(),
        Column.<SegmentationScores>of("meanIoU", "the mean", SegmentationScores::meanIoU)
            .on(METRICS, "mean IoU")
            .inLines("mean IoU"),
        Column.<SegmentationScores>of("dice", "of the foreground", s -> s.foregroundDice())
            .on(METRICS, "foreground Dice")
            .inLines("Dice", s -> s.classes().size() == 2),
        Columns.seconds(),
        Column.<SegmentationScores>family("iou_", "of each class", ScoresColumns::iou).on(IOU, ""));
  }

  private static Map<String, Double> iou(SegmentationScores scores) {
    Map<String, Double> values = new LinkedHashMap<>();
    scores.classes().forEach((name, of) -> values.put(name, of.iou()));
    return values;
  }

  /** The numbers of a class that neither occurs nor is predicted. */
  static final ClassScores NEVER_SEEN =
      new ClassScores(Double.NaN, Double.NaN, Double.NaN, Double.NaN, true);

  static SegmentationScores scores(double quality) {
    Map<String, ClassScores> classes = new LinkedHashMap<>();
    classes.put("background", new ClassScores(quality, quality, 1, 1, false));
    classes.put("cell", NEVER_SEEN);
    return new SegmentationScores(quality, quality / 2, Double.NaN, 1, classes);
  }

  static Map<String, Double> row(int epoch) {
    SegmentationScores scores = scores(1 - 1.0 / epoch);
    return ALL.row(new EpochMetrics<>(epoch, 1.0 / epoch, 1.1 / epoch, scores, 2.5));
  }
}
