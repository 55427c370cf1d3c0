package org.dl4jvision.task.detection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.report.DetectionScores;
import org.dl4jvision.train.Validation;

/**
 * What a {@link DetectionValidator} found.
 *
 * @param lossParts mean of each part of the loss over the images, without regularization
 * @param evaluation the detections and the truth
 * @param scores the numbers of reports
 */
public record DetectionValidation(
    Map<String, Double> lossParts, DetectionEvaluation evaluation, DetectionScores scores)
    implements Validation {

  @Override
  public double loss() {
    return lossParts.values().stream().mapToDouble(d -> d).sum();
  }

  /** The mean average precision at IoU 0.5. */
  @Override
  public double score() {
    return scores.map50();
  }

  @Override
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("mAP@0.5", scores.map50());
    metrics.put("mAP", scores.map());
    return metrics;
  }
}
