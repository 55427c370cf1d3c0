package org.dl4jvision.study.advice.detection;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.DetectionSurvey;
import org.dl4jvision.study.survey.Numbers;

/** Long boxes: a loss that sees width and height apart. */
public final class LongObjects extends DetectionRule {

  private static final double LONG = 2;
  private static final int STRENGTH = 55;

  @Override
  public String name() {
    return "long-objects";
  }

  @Override
  public String help() {
    return "a quarter of the boxes twice as long as wide: eiou";
  }

  @Override
  public List<Advice> advise(DetectionSurvey survey) {
    if (survey.elongations().upper() < LONG) {
      return List.of();
    }
    return List.of(
        tryBoxes(
            STRENGTH,
            "fcos",
            "eiou",
            "a quarter of the boxes is %s times as long as wide or more: of such boxes a small error"
                    .formatted(Numbers.of(survey.elongations().upper()))
                + " of the shorter side costs much IoU, and this loss has a term for each side",
            Papers.EIOU));
  }
}
