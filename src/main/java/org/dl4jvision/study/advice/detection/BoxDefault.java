package org.dl4jvision.study.advice.detection;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.DetectionSurvey;
import org.dl4jvision.study.survey.Numbers;

/** For any boxes: the head without anchors, and losses that are like IoU. */
public final class BoxDefault extends DetectionRule {

  @Override
  public String name() {
    return "box-default";
  }

  @Override
  public String help() {
    return "any boxes: --head fcos with giou or ciou";
  }

  @Override
  public List<Advice> advise(DetectionSurvey survey) {
    return List.of(
        tryBoxes(
            DEFAULT,
            "fcos",
            "giou",
            "the first choice for any boxes: no anchors that have to fit sizes, here %s to %s pixels of"
                    .formatted(
                        Numbers.of(survey.sizes().lower()), Numbers.of(survey.sizes().upper()))
                + " half of the objects, and a loss that pulls boxes together also where they do"
                + " not overlap yet",
            Papers.FCOS + "; " + Papers.GIOU),
        tryBoxes(
            DEFAULT - 1,
            "fcos",
            "ciou",
            "a hundredth of AP50 above giou after eight epochs of blood cells, which one run each"
                + " cannot tell from chance",
            Papers.OWN_DETECTION + "; " + Papers.CIOU));
  }
}
