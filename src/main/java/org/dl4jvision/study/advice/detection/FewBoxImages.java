package org.dl4jvision.study.advice.detection;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.FewValidationImages;
import org.dl4jvision.study.survey.DetectionSurvey;

/** Few images to judge by: differences between losses may not be seen. */
public final class FewBoxImages extends DetectionRule {

  @Override
  public String name() {
    return "few-images-with-boxes";
  }

  @Override
  public String help() {
    return "fewer than 100 images to judge by: no winner without a test";
  }

  @Override
  public List<Advice> advise(DetectionSurvey survey) {
    return FewValidationImages.caution(survey.validationImages());
  }
}
