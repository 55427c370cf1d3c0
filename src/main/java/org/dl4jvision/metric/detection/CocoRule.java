package org.dl4jvision.metric.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * COCO's rule: each of an image's 100 highest-scoring detections is matched with the object that is
 * left and overlaps it most. Objects of other sizes are ignored, and so are detections of other
 * sizes that match nothing.
 */
@SuppressWarnings("ArrayRecordComponent") // nothing compares rules
record CocoRule(AreaRange areas, double... iouThresholds) implements MatchingRule {

  /** COCO counts no more detections of a class in an image. */
  static final int MAX_DETECTIONS = 100;

  /** An IoU of 1 is above a threshold of 1 in spite of rounding, as in pycocotools. */
  private static final double MAX_THRESHOLD = 1 - 1e-10;

  @Override
  public int match(EvaluatedImage image, List<MatchedDetection> matched) {
    List<GroundTruth> objects = new ArrayList<>(image.objects());
    // Objects to find come before ignored ones.
    objects.sort(Comparator.comparing(this::isIgnored));
    int toFind = (int) objects.stream().filter(object -> !isIgnored(object)).count();
    List<DetectedRegion> detections = image.detections().stream().limit(MAX_DETECTIONS).toList();
    boolean[][] taken = new boolean[iouThresholds.length][objects.size()];
    for (int i = 0; i < detections.size(); i++) {
      DetectedRegion detection = detections.get(i);
      double[] overlaps =
          objects.stream().mapToDouble(object -> overlap(detection.region(), object)).toArray();
      boolean otherSize = !areas.contains(detection.region().area());
      Outcome[] outcomes = new Outcome[iouThresholds.length];
      for (int t = 0; t < outcomes.length; t++) {
        int match = match(overlaps, objects, toFind, taken[t], iouThresholds[t]);
        if (match < 0) {
          outcomes[t] = otherSize ? Outcome.IGNORED : Outcome.WRONG;
        } else {
          taken[t][match] = true;
          outcomes[t] = match < toFind ? Outcome.RIGHT : Outcome.IGNORED;
        }
      }
      matched.add(new MatchedDetection(detection.score(), i, Arrays.asList(outcomes)));
    }
    return toFind;
  }

  private boolean isIgnored(GroundTruth object) {
    return object.ignored() || !areas.contains(object.area());
  }

  /** IoU; with an ignored object, such as a crowd, the share of the detection that it covers. */
  private static double overlap(Region region, GroundTruth object) {
    return object.ignored() ? region.coveredBy(object.region()) : region.iou(object.region());
  }

  /**
   * The object that a detection overlaps most, the last among equals: one to find that is left,
   * else an ignored one. -1 where none overlaps enough.
   */
  private static int match(
      double[] overlaps,
      List<GroundTruth> objects,
      int toFind,
      boolean[] taken,
      double iouThreshold) {
    double best = Math.min(iouThreshold, MAX_THRESHOLD);
    int match = -1;
    for (int g = 0; g < overlaps.length; g++) {
      if (g == toFind && match >= 0) {
        break;
      }
      boolean free = !taken[g] || objects.get(g).ignored();
      if (free && overlaps[g] >= best) {
        best = overlaps[g];
        match = g;
      }
    }
    return match;
  }
}
