package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.JudgeBy;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.LossTerm;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Thin structures that must not be broken: the overlap of centerlines besides. */
public final class Connectivity extends SegmentationRule {

  private static final int STRENGTH = 60;

  /** What the soft skeleton of most structures needs; more costs time. */
  private static final int MOST_ITERATIONS = 20;

  @Override
  public String name() {
    return "connectivity";
  }

  @Override
  public String help() {
    return "one thin class: dice + cross-entropy + cl-dice, as many erosions as half its width";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    return Thin.of(survey).map(Connectivity::of).orElse(List.of());
  }

  private static List<Advice> of(ClassSurvey thin) {
    // Structures are wider in places than in the mean.
    int iterations = (int) Math.max(2, Math.min(MOST_ITERATIONS, Math.ceil(thin.width())));
    return List.of(
        tryLoss(
            STRENGTH,
            Thin.describe(thin)
                + ": a gap of a pixel breaks such a structure and costs Dice next to nothing, the"
                + " overlap of centerlines much; "
                + iterations
                + " erosions reach the middle also where it is twice as wide",
            Papers.SHIT,
            DICE,
            CROSS_ENTROPY,
            LossTerm.of("cl-dice").with("iterations", iterations)),
        new JudgeBy(
            "clDice of " + thin.name() + ", besides its Dice",
            new Reason(
                Thin.describe(thin) + ": Dice does not see whether they are connected",
                Papers.METRICS_RELOADED + ", pitfall 2.3")));
  }
}
