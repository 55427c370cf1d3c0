package org.dl4jvision.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.metric.detection.PrecisionRecallCurve;

/**
 * The numbers of a {@link DetectionEvaluation} that reports show.
 *
 * @param coco COCO's twelve numbers by its names, NaN where undefined
 * @param classes by class name, in the order of the classes
 */
public record DetectionScores(Map<String, Double> coco, Map<String, ClassScores> classes)
    implements Scores {

  private static final double HALF = 0.5;

  public DetectionScores {
    coco = new LinkedHashMap<>(coco);
    // Files have null; those of version 0.1.0 have COCO's -1.
    coco.replaceAll((name, value) -> value == null || value < 0 ? Double.NaN : value);
  }

  /**
   * The numbers of one class, NaN where it has no objects.
   *
   * @param objects to find
   * @param ap mean over IoU from 0.5 to 0.95
   * @param ap50 at IoU 0.5
   */
  public record ClassScores(int objects, double ap, double ap50) {}

  public static DetectionScores of(DetectionEvaluation evaluation) {
    var coco = evaluation.coco();
    Map<String, ClassScores> classes = new LinkedHashMap<>();
    List<String> names = evaluation.classNames();
    for (int c = 0; c < names.size(); c++) {
      var curve = evaluation.curve(c, HALF);
      classes.put(
          names.get(c),
          new ClassScores(
              curve.objects(),
              coco.apOfClasses().get(c),
              curve.interpolated(PrecisionRecallCurve.COCO_POINTS)));
    }
    return new DetectionScores(coco.byName(), classes);
  }

  /** Mean average precision at IoU 0.5; NaN where undefined. */
  public double map50() {
    return coco.get("AP50");
  }

  /** Mean average precision over IoU from 0.5 to 0.95; NaN where undefined. */
  public double map() {
    return coco.get("AP");
  }

  /** Returns {@link #map50}. */
  @Override
  public double score() {
    return map50();
  }
}
