package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Mind;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Advice.SetOption;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Two classes of which the first is the rarer one: what is looked for is drawn in black. */
public final class InvertedMasks extends SegmentationRule {

  private static final double RARE = 1 / 3.0;

  /** What the classes of masks of two values are called where nobody names them. */
  private static final List<String> UNNAMED = List.of("background", "foreground");

  @Override
  public String name() {
    return "inverted-masks";
  }

  @Override
  public String help() {
    return "class 0 of two has less than a third of the pixels: --foreground 0";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    ClassSurvey first = survey.classes().get(0);
    if (!survey.isBinary() || !first.isPresent() || first.share() >= RARE) {
      return List.of();
    }
    Reason reason =
        new Reason(
            share(first)
                + ": what is looked for is the rarer class, as a rule, and Dice is that of class 1",
            Papers.RULE_OF_THUMB);
    boolean unnamed = survey.classes().stream().map(ClassSurvey::name).toList().equals(UNNAMED);
    return List.of(
        unnamed
            ? new SetOption("--foreground", "0", reason)
            : new Mind(
                "scores are those of "
                    + survey.classes().get(1).name()
                    + "; --foreground with the value of "
                    + first.name()
                    + " in the masks turns them round",
                reason));
  }
}
