package org.dl4jvision.study.advice.detection;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.DetectionSurvey;
import org.dl4jvision.study.survey.Numbers;

/** Objects of few typical sizes: anchors found in the data. */
public final class TypicalSizes extends DetectionRule {

  private static final double FEW = 1.6;

  /** Below the default: on blood cells, which are alike, it was behind. */
  private static final int STRENGTH = 44;

  @Override
  public String name() {
    return "typical-sizes";
  }

  @Override
  public String help() {
    return "objects of few typical sizes: --head yolo with ciou";
  }

  @Override
  public List<Advice> advise(DetectionSurvey survey) {
    if (survey.sizes().ratio() > FEW) {
      return List.of();
    }
    return List.of(
        tryBoxes(
            STRENGTH,
            "yolo",
            "ciou",
            "half of the objects are between %s and %s pixels large: anchors in the sizes of the data"
                    .formatted(
                        Numbers.of(survey.sizes().lower()), Numbers.of(survey.sizes().upper()))
                + " begin near them; a contestant, as in a short training of blood cells it was"
                + " behind fcos",
            Papers.YOLO + "; " + Papers.OWN_DETECTION));
  }
}
