package org.dl4jvision.study.advice.segmentation;

import java.util.Comparator;
import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Advice.SetLossOption;
import org.dl4jvision.study.advice.LossKind;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Images that lack a class: overlap is summed over the batch. */
public final class AbsentClasses extends SegmentationRule {

  private static final double MANY = 0.1;

  @Override
  public String name() {
    return "absent-classes";
  }

  @Override
  public String help() {
    return "a tenth of the images or more lacks a class: region losses with batch=true";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    ClassSurvey most =
        survey.present().stream()
            .max(Comparator.comparingDouble(ClassSurvey::absentShare))
            .orElseThrow();
    if (most.absentShare() < MANY) {
      return List.of();
    }
    return List.of(
        new SetLossOption(
            LossKind.REGION,
            "batch",
            "true",
            new Reason(
                "batch=true: %s of the images have no %s, where a single wrong pixel makes the"
                        .formatted(Numbers.percent(most.absentShare()), most.name())
                    + " Dice of an image 0; crops lack it more often still",
                Papers.TILBORGHS)));
  }
}
