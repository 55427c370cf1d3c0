package org.dl4jvision.study.advice.detection;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Mind;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.DetectionSurvey;
import org.dl4jvision.study.survey.Numbers;

/** Objects that cover each other: several anchors a location. */
public final class CrowdedObjects extends DetectionRule {

  private static final double CROWDED = 0.02;
  private static final double OVERLAPPING = 0.1;
  private static final int STRENGTH = 47;

  @Override
  public String name() {
    return "crowded-objects";
  }

  @Override
  public String help() {
    return "objects that cover each other: --head retina";
  }

  @Override
  public List<Advice> advise(DetectionSurvey survey) {
    if (survey.crowding() < CROWDED && survey.overlapping() < OVERLAPPING) {
      return List.of();
    }
    String numbers =
        "%s of the objects have an IoU of 0.3 or more with another, %s of 0.5 or more"
            .formatted(Numbers.percent(survey.overlapping()), Numbers.percent(survey.crowding()));
    return List.of(
        tryBoxes(
            STRENGTH,
            "retina",
            "giou",
            numbers
                + ": fcos has one box a location, which the smaller object gets; nine anchors"
                + " a location have place for both",
            Papers.FCOS),
        new Mind(
            "boxes of one class that overlap by 0.5 or more are taken for the same object",
            new Reason(numbers + ": the latter cannot both be found", Papers.COCO)));
  }
}
