package org.dl4jvision.metric.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dl4jvision.metric.detection.MatchingRule.MatchedDetection;
import org.dl4jvision.metric.detection.MatchingRule.Outcome;

/**
 * The detections of a class in all images, the highest-scoring first.
 *
 * @param objects how many there are to find
 */
record ClassMatches(int objects, List<MatchedDetection> detections) {

  static ClassMatches of(List<EvaluatedImage> images, int classIndex, MatchingRule rule) {
    List<MatchedDetection> detections = new ArrayList<>();
    int objects = 0;
    for (EvaluatedImage image : images) {
      EvaluatedImage part = image.ofClass(classIndex);
      if (!part.isEmpty()) {
        objects += rule.match(part, detections);
      }
    }
    return sorted(objects, detections);
  }

  /** The detections of several classes, as if these were one. */
  static ClassMatches merged(List<ClassMatches> classes) {
    List<MatchedDetection> detections = new ArrayList<>();
    classes.forEach(one -> detections.addAll(one.detections()));
    return sorted(classes.stream().mapToInt(ClassMatches::objects).sum(), detections);
  }

  private static ClassMatches sorted(int objects, List<MatchedDetection> detections) {
    // Equal scores stay in the order of their images.
    detections.sort(Comparator.comparingDouble(one -> -one.score()));
    return new ClassMatches(objects, detections);
  }

  /**
   * @param threshold index of one of the rule's IoU thresholds
   * @param maxDetections how many detections of an image count, the highest-scoring ones
   */
  PrecisionRecallCurve curve(int threshold, int maxDetections) {
    List<MatchedDetection> counted =
        detections.stream()
            .filter(one -> one.rank() < maxDetections)
            .filter(one -> one.outcomes().get(threshold) != Outcome.IGNORED)
            .toList();
    boolean[] found = new boolean[counted.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = counted.get(i).outcomes().get(threshold) == Outcome.RIGHT;
    }
    return new PrecisionRecallCurve(
        objects, counted.stream().mapToDouble(MatchedDetection::score).toArray(), found);
  }
}
