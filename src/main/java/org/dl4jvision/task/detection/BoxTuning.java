package org.dl4jvision.task.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.metric.Means;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.metric.detection.PrecisionRecallCurve;

/**
 * Tunes a detector: the IoU of its suppression by COCO's average precision, then the score from
 * which on boxes are shown by the mean F1 of the classes at IoU 0.5.
 *
 * @param iou of the suppression
 * @param ap with it
 * @param score from which on boxes are shown
 * @param f1 with it
 */
record BoxTuning(double iou, double ap, double score, double f1) {

  private static final List<Double> SUPPRESSIONS = List.of(0.3, 0.4, 0.5, 0.6, 0.7);

  /** Scores in steps of one hundredth. */
  private static final int STEPS = 100;

  private static final double HALF = 0.5;

  private record Tried(double iou, DetectionEvaluation evaluation) {
    double ap() {
      double ap = evaluation.coco().byName().get("AP");
      return Double.isNaN(ap) ? -1 : ap;
    }
  }

  /**
   * Tunes.
   *
   * @param measured what is found with a suppression
   * @param usual what is taken if nothing is better
   */
  static BoxTuning of(DoubleFunction<DetectionEvaluation> measured, BoxInference usual) {
    List<Tried> tried = new ArrayList<>();
    SUPPRESSIONS.forEach(iou -> tried.add(new Tried(iou, measured.apply(iou))));
    Tried best =
        tried.stream()
            .max(
                Comparator.comparingDouble(Tried::ap)
                    .thenComparing(one -> -Math.abs(one.iou() - usual.iou())))
            .orElseThrow();
    List<PrecisionRecallCurve> curves = curves(best.evaluation());
    double score =
        IntStream.range(1, STEPS)
            .mapToObj(step -> (double) step / STEPS)
            .max(
                Comparator.<Double>comparingDouble(from -> f1(curves, from))
                    .thenComparing(from -> -Math.abs(from - usual.shown())))
            .orElseThrow();
    return new BoxTuning(best.iou(), best.ap(), score, f1(curves, score));
  }

  private static List<PrecisionRecallCurve> curves(DetectionEvaluation evaluation) {
    return IntStream.range(0, evaluation.classNames().size())
        .mapToObj(c -> evaluation.curve(c, HALF))
        .toList();
  }

  /** The mean F1 of the classes that have objects, of detections from a score on. */
  private static double f1(List<PrecisionRecallCurve> curves, double from) {
    double mean = Means.ofDefined(curves.stream().mapToDouble(curve -> f1(curve, from)));
    return Double.isNaN(mean) ? 0 : mean;
  }

  private static double f1(PrecisionRecallCurve curve, double from) {
    if (curve.objects() == 0) {
      return Double.NaN;
    }
    int kept = (int) DoubleStream.of(curve.scores()).filter(score -> score >= from).count();
    if (kept == 0) {
      return 0;
    }
    double precision = curve.precision()[kept - 1];
    double recall = curve.recall()[kept - 1];
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /** What was found, in a line. */
  String line() {
    return String.format(
        Locale.ROOT,
        "boxes are suppressed above the IoU %.1f (AP %s) and shown from the score %.2f (F1 %s)",
        iou,
        Decimals.of(ap),
        score,
        Decimals.of(f1));
  }
}
