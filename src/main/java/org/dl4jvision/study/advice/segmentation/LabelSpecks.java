package org.dl4jvision.study.advice.segmentation;

import java.util.Comparator;
import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Mind;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Masks with specks: what was painted by hand or resized badly. */
public final class LabelSpecks extends SegmentationRule {

  private static final double MANY = 0.25;
  private static final int FEWEST = 20;

  @Override
  public String name() {
    return "label-specks";
  }

  @Override
  public String help() {
    return "a quarter of the objects one or two pixels long: noise of the labels";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    return survey.foreground().stream()
        .filter(one -> one.objects() >= FEWEST && one.speckShare() >= MANY)
        .max(Comparator.comparingDouble(ClassSurvey::speckShare))
        .map(LabelSpecks::of)
        .stream()
        .toList();
  }

  private static Advice of(ClassSurvey one) {
    return new Mind(
        "labels have specks: do not count objects, and look at the masks before a loss is blamed",
        new Reason(
            "%s of the %d connected regions of %s are one or two pixels long, which is hardly more"
                    .formatted(Numbers.percent(one.speckShare()), one.objects(), one.name())
                + " than noise",
            Papers.RULE_OF_THUMB));
  }
}
