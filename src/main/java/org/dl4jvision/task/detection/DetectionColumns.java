package org.dl4jvision.task.detection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dl4jvision.report.Column;
import org.dl4jvision.report.Columns;
import org.dl4jvision.report.Curve;

/** The columns of metrics.csv of a detector. */
public final class DetectionColumns {

  private static final Curve PARTS =
      new Curve("parts", "Parts of the validation loss", "loss", false);
  private static final Curve METRICS = new Curve("metrics", "Validation mAP", "mAP", true);
  private static final Curve AP50 = new Curve("ap50", "Validation AP at IoU 0.5", "AP", true);

  /** The built-in columns, and those that users register. */
  public static final Columns<DetectionValidation> ALL =
      new Columns<>(
          "detection",
          Columns.epoch(),
          Columns.trainLoss(),
          Columns.validationLoss(),
          Column.family("loss_", "each part of the validation loss", DetectionValidation::lossParts)
              .on(PARTS, ""),
          coco("AP", "mean over classes and IoU from 0.5 to 0.95 of the average precision")
              .on(METRICS, "mAP over IoU 0.5 to 0.95")
              .inLines("mAP"),
          coco("AP50", "mean over classes of the average precision at IoU 0.5")
              .on(METRICS, "mAP at IoU 0.5")
              .inLines("mAP@0.5"),
          coco("AP75", "mean over classes of the average precision at IoU 0.75")
              .on(METRICS, "mAP at IoU 0.75"),
          Column.family(
                  "ap50_",
                  "average precision at IoU 0.5 of each class",
                  DetectionColumns::ap50OfClasses)
              .on(AP50, ""),
          Columns.seconds());

  private DetectionColumns() {}

  private static Column<DetectionValidation> coco(String name, String help) {
    return Column.of(name, help, validation -> validation.scores().coco().get(name));
  }

  private static Map<String, Double> ap50OfClasses(DetectionValidation validation) {
    Map<String, Double> values = new LinkedHashMap<>();
    validation.scores().classes().forEach((name, of) -> values.put(name, of.ap50()));
    return values;
  }
}
