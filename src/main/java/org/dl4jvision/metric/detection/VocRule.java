package org.dl4jvision.metric.detection;

import java.util.List;

/**
 * Pascal VOC's rule: each detection is matched with the object that overlaps it most, and is wrong
 * if a higher-scoring one was matched with it before. To VOC an ignored object is a box like
 * others. Boxes are not widened by VOC's one pixel.
 */
record VocRule(double iouThreshold) implements MatchingRule {

  @Override
  public int match(EvaluatedImage image, List<MatchedDetection> matched) {
    List<GroundTruth> objects = image.objects();
    boolean[] found = new boolean[objects.size()];
    List<DetectedRegion> detections = image.detections();
    for (int i = 0; i < detections.size(); i++) {
      Outcome outcome = outcome(detections.get(i).region(), objects, found);
      matched.add(new MatchedDetection(detections.get(i).score(), i, List.of(outcome)));
    }
    return (int) objects.stream().filter(object -> !object.ignored()).count();
  }

  private Outcome outcome(Region region, List<GroundTruth> objects, boolean[] found) {
    double best = -1;
    int match = -1;
    for (int g = 0; g < found.length; g++) {
      double iou = region.iou(objects.get(g).region());
      if (iou > best) {
        best = iou;
        match = g;
      }
    }
    if (best < iouThreshold) {
      return Outcome.WRONG;
    }
    if (objects.get(match).ignored()) {
      return Outcome.IGNORED;
    }
    boolean first = !found[match];
    found[match] = true;
    return first ? Outcome.RIGHT : Outcome.WRONG;
  }
}
