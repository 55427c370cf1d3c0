package org.dl4jvision.metric.detection;

import java.util.Comparator;
import java.util.List;

/** What is on an image, and what was detected. */
record EvaluatedImage(List<GroundTruth> objects, List<DetectedRegion> detections) {

  /** Its objects and detections of one class, the highest-scoring detections first. */
  EvaluatedImage ofClass(int classIndex) {
    return new EvaluatedImage(
        objects.stream().filter(object -> object.classIndex() == classIndex).toList(),
        detections.stream()
            .filter(detection -> detection.classIndex() == classIndex)
            .sorted(Comparator.comparingDouble(detection -> -detection.score()))
            .toList());
  }

  boolean isEmpty() {
    return objects.isEmpty() && detections.isEmpty();
  }
}
