package org.dl4jvision.task.segmentation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.dl4jvision.report.Column;
import org.dl4jvision.report.Columns;
import org.dl4jvision.report.Curve;
import org.dl4jvision.report.SegmentationScores.ClassScores;

/** The columns of metrics.csv of a segmentation. */
public final class SegmentationColumns {

  private static final Curve METRICS = new Curve("metrics", "Validation metrics", "metric", true);
  private static final Curve IOU = new Curve("iou", "Validation IoU by class", "IoU", true);

  /** The built-in columns, and those that users register. */
  public static final Columns<SegmentationValidation> ALL =
      new Columns<>(
          "segmentation",
          Columns.epoch(),
          Columns.trainLoss(),
          Columns.validationLoss(),
          of("meanIoU", "mean over classes of the IoU", v -> v.evaluation().meanIoU())
              .on(METRICS, "mean IoU")
              .inLines("mean IoU"),
          of(
                  "meanDice",
                  "mean over classes of the Dice coefficient",
                  v -> v.evaluation().meanDice())
              .on(METRICS, "mean Dice")
              .inLines("mean Dice", v -> v.evaluation().numClasses() != 2),
          of(
                  "foregroundDice",
                  "mean over classes but the first of the Dice coefficient",
                  v -> v.evaluation().foregroundDice())
              .on(METRICS, "foreground Dice")
              .inLines("foreground Dice", v -> v.evaluation().numClasses() == 2),
          of(
                  "pixelAccuracy",
                  "share of pixels whose class is right",
                  v -> v.evaluation().pixelAccuracy())
              .on(METRICS, "pixel accuracy"),
          Columns.seconds(),
          byClass("iou_", "IoU of each class", ClassScores::iou).on(IOU, ""),
          byClass("dice_", "Dice coefficient of each class", ClassScores::dice));

  private SegmentationColumns() {}

  private static Column<SegmentationValidation> of(
      String name, String help, ToDoubleFunction<SegmentationValidation> value) {
    return Column.of(name, help, value);
  }

  private static Column<SegmentationValidation> byClass(
      String prefix, String help, ToDoubleFunction<ClassScores> value) {
    return Column.family(
        prefix,
        help,
        validation -> {
          Map<String, Double> values = new LinkedHashMap<>();
          validation
              .scores()
              .classes()
              .forEach((name, scores) -> values.put(name, value.applyAsDouble(scores)));
          return values;
        });
  }
}
