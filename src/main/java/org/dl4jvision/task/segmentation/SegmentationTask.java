package org.dl4jvision.task.segmentation;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.report.Columns;
import org.dl4jvision.report.SegmentationScores;
import org.dl4jvision.task.DataInspection;
import org.dl4jvision.task.Manual;
import org.dl4jvision.task.ModelEvaluation;
import org.dl4jvision.task.ModelPrediction;
import org.dl4jvision.task.Task;

/** Every pixel of an image gets its class. */
public final class SegmentationTask implements Task<SegmentationValidation> {

  static final String NAME = "segmentation";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String help() {
    return "gives every pixel of an image its class";
  }

  @Override
  public Manual manual() {
    return new Manual(
        "Train a U-Net to give every pixel of an image its class.",
        "Without --data it learns to find cells in built-in drawn images.",
        List.of(
            "  dl4j-vision train segmentation",
            "      built-in images, a few minutes",
            "  dl4j-vision train segmentation --data photos --classes 12 --ignore-index 11",
            "      photos/train/images and labels, photos/val/images and labels; masks of class"
                + " indices",
            "  dl4j-vision train segmentation --loss \"2*dice(squared=false) + cross-entropy\""
                + " --epochs 50",
            "      another loss, weighted and with an option",
            "  dl4j-vision train segmentation --config runs/first/configuration.json"
                + " --learning-rate 3e-4",
            "      as before, but for one option; a config file holds 'option: value' in JSON or"
                + " YAML",
            "  dl4j-vision train segmentation --resume runs/first --epochs 80",
            "      go on with a training that was interrupted, or make it longer"),
        "IoU, Dice, precision and recall of each class for a segmentation",
        "A segmentation: a mask and an overlay in the image's size, NAME.png in masks/ and in"
            + " overlays/; masks are 0 and 255 for two classes, else class indices shown in"
            + " colors.");
  }

  @Override
  public SegmentationOptions options() {
    return new SegmentationOptions();
  }

  @Override
  public Optional<DataInspection<?>> inspection() {
    return Optional.of(new SegmentationInspection());
  }

  @Override
  public ModelEvaluation evaluation() {
    return new SegmentationMeasurement();
  }

  @Override
  public Columns<SegmentationValidation> columns() {
    return SegmentationColumns.ALL;
  }

  @Override
  public Class<SegmentationScores> scores() {
    return SegmentationScores.class;
  }

  @Override
  public Class<SegmentationCard> card() {
    return SegmentationCard.class;
  }

  @Override
  public ModelPrediction prediction() {
    return new SegmentationPrediction();
  }
}
