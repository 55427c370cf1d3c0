package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.LossTerm;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Balanced classes: cross-entropy alone, and Jaccard, are contestants. */
public final class TrueProportions extends SegmentationRule {

  private static final int CROSS_ENTROPY_STRENGTH = 48;
  private static final int JACCARD_STRENGTH = 40;

  @Override
  public String name() {
    return "true-proportions";
  }

  @Override
  public String help() {
    return "balanced classes, or probabilities that are used: cross-entropy";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    boolean balanced = Imbalance.of(survey) == Imbalance.NONE;
    Advice crossEntropy =
        tryLoss(
            balanced ? CROSS_ENTROPY_STRENGTH : CROSS_ENTROPY_STRENGTH - 20,
            share(survey.rarest())
                + ": cross-entropy keeps the proportions of the classes, Dice is drawn to extreme"
                + " ones, and its probabilities are too sure; the choice where sizes or"
                + " probabilities are what is used",
            Papers.LIU + "; " + Papers.MEHRTASH,
            CROSS_ENTROPY);
    Advice jaccard =
        tryLoss(
            JACCARD_STRENGTH,
            share(survey.rarest())
                + ", enough to be learnt without cross-entropy: where Dice or IoU judge, either of"
                + " them as the loss does",
            Papers.EELBODE,
            LossTerm.of("jaccard"));
    return balanced ? List.of(crossEntropy, jaccard) : List.of(crossEntropy);
  }
}
