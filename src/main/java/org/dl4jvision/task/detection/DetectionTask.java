package org.dl4jvision.task.detection;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.report.Columns;
import org.dl4jvision.report.DetectionScores;
import org.dl4jvision.task.DataInspection;
import org.dl4jvision.task.Manual;
import org.dl4jvision.task.ModelEvaluation;
import org.dl4jvision.task.ModelPrediction;
import org.dl4jvision.task.Task;

/** Objects of an image are found: a box, a class and a score for each. */
public final class DetectionTask implements Task<DetectionValidation> {

  static final String NAME = "detection";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String help() {
    return "finds objects: a box, a class and a score for each";
  }

  @Override
  public Manual manual() {
    return new Manual(
        "Train a network to find objects: a box, a class and a score for each.",
        "Without --data it learns to find objects in built-in drawn images.",
        List.of(
            "  dl4j-vision train detection",
            "      built-in images, a few minutes",
            "  dl4j-vision train detection --data VOC2007",
            "      Annotations/, JPEGImages/ and ImageSets/Main/train.txt and val.txt",
            "  dl4j-vision train detection --data coco --head yolo --box-loss ciou"
                + " --image-size 416",
            "      annotations/instances_train2017.json and train2017/, and the same for val2017",
            "  dl4j-vision train detection --box-loss \"smooth-l1(beta=0.1)\" --augmentation all",
            "      another loss of the boxes; images without an up and a down",
            "  dl4j-vision train detection --resume runs/first --epochs 80",
            "      go on with a training that was interrupted, or make it longer"),
        "COCO's and Pascal VOC's average precision for a detector",
        "A detector: detections.json, as COCO's results; images.json, which image has which id"
            + " there (the number that is its name, else its place by name from 1, or the next"
            + " number that is free); and pictures in overlays/ with the boxes of scores from"
            + " 0.3.");
  }

  @Override
  public DetectionOptions options() {
    return new DetectionOptions();
  }

  @Override
  public Optional<DataInspection<?>> inspection() {
    return Optional.of(new DetectionInspection());
  }

  @Override
  public ModelEvaluation evaluation() {
    return new DetectionMeasurement();
  }

  @Override
  public Columns<DetectionValidation> columns() {
    return DetectionColumns.ALL;
  }

  @Override
  public Class<DetectionScores> scores() {
    return DetectionScores.class;
  }

  @Override
  public Class<DetectionCard> card() {
    return DetectionCard.class;
  }

  @Override
  public ModelPrediction prediction() {
    return new DetectionPrediction();
  }
}
