package org.dl4jvision.task.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.report.DetectionScores;
import org.dl4jvision.task.TaskValidation;

/**
 * What a {@link DetectionValidator} found.
 *
 * @param lossParts mean of each part of the loss over the images, without regularization
 * @param evaluation the detections and the ground truth
 * @param scores the numbers of reports
 */
public record DetectionValidation(
    Map<String, Double> lossParts, DetectionEvaluation evaluation, DetectionScores scores)
    implements TaskValidation {

  /** A validation of no images: all numbers are undefined. */
  static DetectionValidation nothing(List<String> classNames, List<String> parts) {
    Map<String, Double> losses = new LinkedHashMap<>();
    parts.forEach(part -> losses.put(part, Double.NaN));
    DetectionEvaluation none = new DetectionEvaluation(classNames);
    return new DetectionValidation(losses, none, DetectionScores.of(none));
  }

  @Override
  public double loss() {
    return lossParts.values().stream().mapToDouble(d -> d).sum();
  }
}
