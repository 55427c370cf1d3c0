package org.dl4jvision.study.advice.segmentation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.JudgeBy;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Which overlap tells good from bad: never the accuracy of pixels. */
public final class OverlapMeasure extends SegmentationRule {

  @Override
  public String name() {
    return "overlap-measure";
  }

  @Override
  public String help() {
    return "Dice of the class looked for, or mean IoU of several; never the accuracy of pixels";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    String why =
        "who calls every pixel %s is right on %s of them"
            .formatted(survey.commonest().name(), Numbers.percent(survey.commonest().share()));
    return List.of(
        new JudgeBy(
            survey.isBinary()
                ? "Dice and IoU of " + survey.rarest().name() + ", of each image"
                : "mean IoU, and that of "
                    + survey.present().stream()
                        .sorted(Comparator.comparingDouble(ClassSurvey::share))
                        .limit(3)
                        .map(ClassSurvey::name)
                        .collect(Collectors.joining(", "))
                    + " each by itself",
            new Reason(why, Papers.METRICS_RELOADED)));
  }
}
