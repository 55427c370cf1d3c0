package org.dl4jvision.task.segmentation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dl4jvision.metric.segmentation.SegmentationEvaluation;
import org.dl4jvision.report.SegmentationScores;
import org.dl4jvision.train.Validation;

/**
 * What a {@link SegmentationValidator} found.
 *
 * @param loss mean over the images, without regularization
 * @param evaluation the counts of pixels
 */
public record SegmentationValidation(double loss, SegmentationEvaluation evaluation)
    implements Validation {

  /** The foreground's Dice coefficient where there are two classes, else the mean IoU. */
  @Override
  public double score() {
    return score(scores());
  }

  static double score(SegmentationScores scores) {
    return scores.classes().size() == 2 ? scores.foregroundDice() : scores.meanIoU();
  }

  @Override
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    if (evaluation.numClasses() == 2) {
      metrics.put("foreground Dice", evaluation.foregroundDice());
    } else {
      metrics.put("mean Dice", evaluation.meanDice());
    }
    metrics.put("mean IoU", evaluation.meanIoU());
    return metrics;
  }

  /** The numbers of reports. */
  public SegmentationScores scores() {
    return SegmentationScores.of(evaluation);
  }
}
