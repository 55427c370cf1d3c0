package org.dl4jvision.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is measured after an epoch of training a segmentation network.
 *
 * @param epoch 1 for the first
 * @param trainLoss mean over the epoch's batches
 * @param validationLoss NaN where not measured
 * @param scores on the validation images
 * @param seconds that the epoch took, validation included
 */
public record EpochMetrics(
    int epoch, double trainLoss, double validationLoss, SegmentationScores scores, double seconds) {

  public static final String EPOCH = "epoch";
  public static final String TRAIN_LOSS = "trainLoss";
  public static final String VALIDATION_LOSS = "validationLoss";
  public static final String MEAN_IOU = "meanIoU";
  public static final String MEAN_DICE = "meanDice";
  public static final String FOREGROUND_DICE = "foregroundDice";
  public static final String PIXEL_ACCURACY = "pixelAccuracy";
  public static final String SECONDS = "seconds";

  /** Followed by the name of a class. */
  public static final String IOU_OF = "iou_";

  /** Followed by the name of a class. */
  public static final String DICE_OF = "dice_";

  /** The columns of metrics.csv. */
  public Map<String, Double> toRow() {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put(EPOCH, (double) epoch);
    row.put(TRAIN_LOSS, trainLoss);
    row.put(VALIDATION_LOSS, validationLoss);
    row.put(MEAN_IOU, scores.meanIoU());
    row.put(MEAN_DICE, scores.meanDice());
    row.put(FOREGROUND_DICE, scores.foregroundDice());
    row.put(PIXEL_ACCURACY, scores.pixelAccuracy());
    row.put(SECONDS, seconds);
    scores.classes().forEach((name, of) -> row.put(IOU_OF + name, of.iou()));
    scores.classes().forEach((name, of) -> row.put(DICE_OF + name, of.dice()));
    return row;
  }
}
