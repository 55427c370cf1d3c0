package org.dl4jvision.study.advice.segmentation;

import java.util.Comparator;
import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.JudgeBy;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Classes that are little more than border: surface Dice, which forgives a pixel. */
public final class BorderMeasure extends SegmentationRule {

  private static final double LOW = 0.85;

  @Override
  public String name() {
    return "border-measure";
  }

  @Override
  public String help() {
    return "a border off by a pixel costs 0.15 of Dice or more: surface Dice";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    ClassSurvey worst =
        survey.foreground().stream()
            .filter(one -> !survey.isBinary() || one.equals(survey.rarest()))
            .min(Comparator.comparingDouble(ClassSurvey::shavedDice))
            .orElse(survey.rarest());
    if (worst.shavedDice() >= LOW) {
      return List.of();
    }
    return List.of(
        new JudgeBy(
            "surface Dice within 2 pixels (evaluate masks --tolerance 2)",
            new Reason(
                "%s with a border one pixel farther in has a Dice of %s with itself: what labels are"
                        .formatted(worst.name(), Numbers.of(worst.shavedDice()))
                    + " off by weighs more in Dice than what models differ by",
                Papers.METRICS_RELOADED + ", pitfall 2.1")));
  }
}
