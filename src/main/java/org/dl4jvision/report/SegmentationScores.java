package org.dl4jvision.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.metric.segmentation.SegmentationEvaluation;

/**
 * The numbers of a {@link SegmentationEvaluation} that reports show; NaN where undefined.
 *
 * @param classes by class name, in the order of the classes
 */
public record SegmentationScores(
    double meanDice,
    double meanIoU,
    double foregroundDice,
    double pixelAccuracy,
    Map<String, ClassScores> classes)
    implements Scores {

  /**
   * The numbers of one class, each in [0, 1]; NaN where undefined.
   *
   * @param absent whether the ground truth has no pixel of it; false in files of version 0.1.0
   */
  public record ClassScores(
      double iou, double dice, double precision, double recall, boolean absent) {}

  /**
   * The foreground's Dice coefficient where there are two classes, else the mean IoU. Undefined
   * where no class but the first occurs: such a score tells no more than whether nothing was found.
   */
  @Override
  public double score() {
    if (classes.values().stream().skip(1).allMatch(ClassScores::absent)) {
      return Double.NaN;
    }
    return classes.size() == 2 ? foregroundDice : meanIoU;
  }

  public static SegmentationScores of(SegmentationEvaluation evaluation) {
    Map<String, ClassScores> classes = new LinkedHashMap<>();
    List<String> names = evaluation.classNames();
    for (int c = 0; c < evaluation.numClasses(); c++) {
      classes.put(
          names.get(c),
          new ClassScores(
              evaluation.iou(c),
              evaluation.dice(c),
              evaluation.precision(c),
              evaluation.recall(c),
              evaluation.truePixels(c) == 0));
    }
    return new SegmentationScores(
        evaluation.meanDice(),
        evaluation.meanIoU(),
        evaluation.foregroundDice(),
        evaluation.pixelAccuracy(),
        classes);
  }
}
