package org.dl4jvision.study.advice.detection;

import java.util.List;
import java.util.stream.Collectors;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Mind;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.BoxSurvey;
import org.dl4jvision.study.survey.DetectionSurvey;

/** Classes of hardly any objects: more images or fewer classes, no loss. */
public final class FewObjects extends DetectionRule {

  private static final int FEW = 20;
  private static final int NAMED = 3;

  @Override
  public String name() {
    return "few-objects";
  }

  @Override
  public String help() {
    return "classes of fewer than twenty objects: merge them by --class-map";
  }

  @Override
  public List<Advice> advise(DetectionSurvey survey) {
    List<BoxSurvey> few = survey.classes().stream().filter(one -> one.objects() < FEW).toList();
    if (few.isEmpty()) {
      return List.of();
    }
    String names = few.stream().limit(NAMED).map(BoxSurvey::name).collect(Collectors.joining(", "));
    return List.of(
        new Mind(
            "merge classes or leave some out (--class-map), or label more images",
            new Reason(
                "%d of %d classes have fewer than %d objects on the training images (%s%s): no loss"
                        .formatted(
                            few.size(),
                            survey.classes().size(),
                            FEW,
                            names,
                            few.size() > NAMED ? " and others" : "")
                    + " makes up for what was never seen",
                Papers.RULE_OF_THUMB)));
  }
}
