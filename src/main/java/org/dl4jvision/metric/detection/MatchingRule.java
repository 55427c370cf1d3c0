package org.dl4jvision.metric.detection;

import java.util.List;

/** Says which detections of an image are right. */
interface MatchingRule {

  /** A detection counts as one of these. */
  enum Outcome {
    RIGHT,
    WRONG,
    /** Neither right nor wrong, as if it had not been made. */
    IGNORED
  }

  /**
   * A detection among all of its class.
   *
   * @param rank how many detections of its image and class score higher
   * @param outcomes one for each IoU threshold of the rule
   */
  record MatchedDetection(double score, int rank, List<Outcome> outcomes) {}

  /**
   * Matches an image's detections of one class with its objects.
   *
   * @param image of one class, the highest-scoring detections first
   * @param matched receives the detections
   * @return how many objects there are to find
   */
  int match(EvaluatedImage image, List<MatchedDetection> matched);
}
