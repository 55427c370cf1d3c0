package org.dl4jvision.study.advice.detection;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.JudgeBy;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.DetectionSurvey;
import org.dl4jvision.study.survey.Numbers;

/** Which average precision tells good from bad: boxes of few pixels are not to be had exactly. */
public final class PrecisionMeasure extends DetectionRule {

  private static final double LOW = 0.75;

  @Override
  public String name() {
    return "precision-measure";
  }

  @Override
  public String help() {
    return "COCO's AP, or AP50 where a pixel more or less decides";
  }

  @Override
  public List<Advice> advise(DetectionSurvey survey) {
    double size = survey.sizes().median();
    double iou = shifted(size);
    String numbers =
        "a box of %s pixels, as half of the objects have at most, has an IoU of %s with itself one"
                .formatted(Numbers.of(size), Numbers.of(iou))
            + " pixel aside both ways";
    return List.of(
        iou < LOW
            ? new JudgeBy(
                "AP50", new Reason(numbers + ": more is not asked of labels", Papers.COCO))
            : new JudgeBy(
                "AP of COCO, the mean over IoU from 0.5 to 0.95",
                new Reason(numbers + ": labels are exact enough to ask for it", Papers.COCO)));
  }

  /** The IoU of a square with itself, a pixel to the right and down. */
  static double shifted(double side) {
    double inside = Math.max(0, side - 1) * Math.max(0, side - 1);
    return inside / (2 * side * side - inside);
  }
}
