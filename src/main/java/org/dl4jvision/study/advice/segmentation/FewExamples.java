package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import java.util.stream.Collectors;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Mind;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Classes that hardly any image shows: more images or fewer classes, no loss. */
public final class FewExamples extends SegmentationRule {

  private static final int FEW = 10;
  private static final int NAMED = 3;

  @Override
  public String name() {
    return "few-examples";
  }

  @Override
  public String help() {
    return "classes on fewer than ten images: merge them by --class-map";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    List<ClassSurvey> few = survey.classes().stream().filter(one -> one.images() < FEW).toList();
    if (few.isEmpty()) {
      return List.of();
    }
    String names =
        few.stream().limit(NAMED).map(ClassSurvey::name).collect(Collectors.joining(", "));
    return List.of(
        new Mind(
            "merge classes or leave some out (--class-map), or label more images",
            new Reason(
                "%d of %d classes are on fewer than %d of the %d training images (%s%s): no loss"
                        .formatted(
                            few.size(),
                            survey.classes().size(),
                            FEW,
                            survey.images(),
                            names,
                            few.size() > NAMED ? " and others" : "")
                    + " makes up for what was never seen",
                Papers.RULE_OF_THUMB)));
  }
}
