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

/** Objects side by side: a class map does not tell them apart. */
public final class TouchingObjects extends SegmentationRule {

  private static final double MANY = 0.05;
  private static final int SEVERAL = 3;

  @Override
  public String name() {
    return "touching-objects";
  }

  @Override
  public String help() {
    return "objects no farther than three pixels apart: count them, not only their pixels";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    return survey.foreground().stream()
        .filter(one -> survey.isBinary() && one.objectsAnImage().median() >= SEVERAL)
        .filter(one -> Thin.of(survey).isEmpty() && one.touchingShare() >= MANY)
        .max(Comparator.comparingDouble(ClassSurvey::touchingShare))
        .map(TouchingObjects::of)
        .stream()
        .toList();
  }

  private static Advice of(ClassSurvey one) {
    return new Mind(
        "objects that nearly touch melt into one: look at the pictures, and at detection if boxes"
            + " are there, too",
        new Reason(
            "%s of the objects of %s have another no farther than 3 pixels, and no loss of pixels"
                    .formatted(Numbers.percent(one.touchingShare()), one.name())
                + " minds the gap; the U-Net's authors gave it weights of its own",
            Papers.UNET));
  }
}
