package org.dl4jvision.study.advice.segmentation;

import java.util.Comparator;
import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Advice.SetOption;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Large images of objects that the default crop does not show whole: a larger crop. */
public final class LargerCrops extends SegmentationRule {

  private static final int LARGEST_BY_DEFAULT = 256;
  private static final int LARGEST = 512;
  private static final int MULTIPLE = 32;

  @Override
  public String name() {
    return "larger-crops";
  }

  @Override
  public String help() {
    return "objects longer than the default crop of 256: --crop";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    double side = survey.shorterSides().median();
    return survey.foreground().stream()
        .filter(one -> one.objects() >= WideView.FEWEST && one.thinShare() < Thin.MOST)
        .filter(one -> side > LARGEST_BY_DEFAULT && one.lengths().median() > LARGEST_BY_DEFAULT)
        .max(Comparator.comparingDouble(one -> one.lengths().median()))
        .map(one -> of(one, side))
        .stream()
        .toList();
  }

  private static Advice of(ClassSurvey one, double side) {
    int crop = (int) Math.min(LARGEST, side) / MULTIPLE * MULTIPLE;
    return new SetOption(
        "--crop",
        "" + crop,
        new Reason(
            "half of the objects of %s are longer than %s pixels: crops of %d show none of them"
                    .formatted(one.name(), Numbers.of(one.lengths().median()), LARGEST_BY_DEFAULT)
                + " whole",
            Papers.RULE_OF_THUMB));
  }
}
