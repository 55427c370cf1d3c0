package org.dl4jvision.task.segmentation;

import org.dl4jvision.metric.segmentation.SegmentationEvaluation;
import org.dl4jvision.report.SegmentationScores;
import org.dl4jvision.task.TaskValidation;

/**
 * What a {@link SegmentationValidator} found.
 *
 * @param loss mean over the images, without regularization
 * @param evaluation the counts of pixels
 */
public record SegmentationValidation(double loss, SegmentationEvaluation evaluation)
    implements TaskValidation {

  @Override
  public SegmentationScores scores() {
    return SegmentationScores.of(evaluation);
  }
}
