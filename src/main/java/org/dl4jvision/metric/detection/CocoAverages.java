package org.dl4jvision.metric.detection;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dl4jvision.metric.Means;

/** Averages over classes and IoU thresholds as COCO takes them. */
final class CocoAverages {

  /** 0.5 to 0.95, to the last bit as numpy's linspace gives them. */
  private static final double[] THRESHOLDS =
      IntStream.range(0, 10).mapToDouble(i -> 0.5 + i * ((0.95 - 0.5) / 9)).toArray();

  static {
    THRESHOLDS[9] = 0.95;
  }

  private static final int HALF = 0;
  private static final int THREE_QUARTERS = 5;

  private final List<EvaluatedImage> images;
  private final int classes;

  private CocoAverages(List<EvaluatedImage> images, int classes) {
    this.images = images;
    this.classes = classes;
  }

  static CocoMetrics of(List<EvaluatedImage> images, int classes) {
    return new CocoAverages(images, classes).metrics();
  }

  /** The average precision of an image, with all classes in one curve. */
  static double ofImage(EvaluatedImage image, int classes) {
    CocoRule rule = new CocoRule(AreaRange.ALL, THRESHOLDS);
    ClassMatches all =
        ClassMatches.merged(
            IntStream.range(0, classes)
                .mapToObj(c -> ClassMatches.of(List.of(image), c, rule))
                .toList());
    return IntStream.range(0, THRESHOLDS.length)
            .mapToDouble(t -> ofImage(all.curve(t, CocoRule.MAX_DETECTIONS)))
            .sum()
        / THRESHOLDS.length;
  }

  private static double ofImage(PrecisionRecallCurve curve) {
    double[] scores = curve.scores();
    return curve.objects() > 0
        ? curve.interpolated(PrecisionRecallCurve.COCO_POINTS)
        : Math.max(0, 1 - (scores.length == 0 ? 0 : scores[0]));
  }

  private CocoMetrics metrics() {
    List<ClassMatches> all = matches(AreaRange.ALL);
    List<ClassMatches> small = matches(AreaRange.SMALL);
    List<ClassMatches> medium = matches(AreaRange.MEDIUM);
    List<ClassMatches> large = matches(AreaRange.LARGE);
    return new CocoMetrics(
        precision(all),
        mean(all, matches -> precision(matches, HALF)),
        mean(all, matches -> precision(matches, THREE_QUARTERS)),
        precision(small),
        precision(medium),
        precision(large),
        recall(all, 1),
        recall(all, 10),
        recall(all, CocoRule.MAX_DETECTIONS),
        recall(small, CocoRule.MAX_DETECTIONS),
        recall(medium, CocoRule.MAX_DETECTIONS),
        recall(large, CocoRule.MAX_DETECTIONS),
        all.stream().map(matches -> precision(List.of(matches))).toList());
  }

  private List<ClassMatches> matches(AreaRange areas) {
    CocoRule rule = new CocoRule(areas, THRESHOLDS);
    return IntStream.range(0, classes).mapToObj(c -> ClassMatches.of(images, c, rule)).toList();
  }

  /** Average precision, mean over thresholds and classes. */
  private static double precision(List<ClassMatches> classes) {
    return meanOverThresholds(classes, CocoAverages::precision);
  }

  private static double precision(ClassMatches matches, int threshold) {
    return matches
        .curve(threshold, CocoRule.MAX_DETECTIONS)
        .interpolated(PrecisionRecallCurve.COCO_POINTS);
  }

  private static double recall(List<ClassMatches> classes, int maxDetections) {
    return meanOverThresholds(
        classes, (matches, threshold) -> matches.curve(threshold, maxDetections).maxRecall());
  }

  private interface Measure {
    double of(ClassMatches matches, int threshold);
  }

  /** Every class with objects has a value at every threshold: means may be nested. */
  private static double meanOverThresholds(List<ClassMatches> classes, Measure measure) {
    return mean(
        classes,
        matches ->
            IntStream.range(0, THRESHOLDS.length).mapToDouble(t -> measure.of(matches, t)).sum()
                / THRESHOLDS.length);
  }

  private static double mean(List<ClassMatches> classes, ToDoubleFunction<ClassMatches> measure) {
    return Means.ofDefined(classes.stream().mapToDouble(measure));
  }
}
