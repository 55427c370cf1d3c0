package org.dl4jvision.study.advice.detection;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Mind;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.DetectionSurvey;

/** Images without objects teach what is none. */
public final class EmptyImages extends DetectionRule {

  private static final double MANY = 0.1;

  @Override
  public String name() {
    return "empty-images";
  }

  @Override
  public String help() {
    return "a tenth of the images without objects: are they empty, or not labelled?";
  }

  @Override
  public List<Advice> advise(DetectionSurvey survey) {
    if (survey.empty() < MANY * survey.images()) {
      return List.of();
    }
    return List.of(
        new Mind(
            "make sure that images without boxes are empty, and not just not labelled",
            new Reason(
                "%d of %d training images have no object: if that is true they teach what is none,"
                        .formatted(survey.empty(), survey.images())
                    + " if not, to overlook objects",
                Papers.RULE_OF_THUMB)));
  }
}
