package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Mind;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** A class by whose name nobody has looked at its pixels, and pixels that are ignored. */
public final class VoidClass extends SegmentationRule {

  private static final Pattern VOID =
      Pattern.compile("void|ignored?|un-?label+ed|unknown|unannotated|don'?t ?care");

  @Override
  public String name() {
    return "void-class";
  }

  @Override
  public String help() {
    return "a class called void, unlabelled or alike: --ignore-index";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    return survey.present().stream()
        .filter(one -> VOID.matcher(one.name().toLowerCase(Locale.ROOT)).matches())
        .<Advice>map(
            one ->
                new Mind(
                    "leave " + one.name() + " out: --ignore-index with its value in the masks",
                    new Reason(
                        share(one)
                            + " and is none: learnt as a class it spoils its neighbors, and the"
                            + " mean over classes",
                        Papers.RULE_OF_THUMB)))
        .toList();
  }
}
