package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.LossTerm;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Where a class is rare: Dice with a focal loss. */
public final class StrongImbalance extends SegmentationRule {

  private static final int STRONG = 60;
  private static final int EXTREME = 70;

  /** It did not help in street scenes, by cotictomaz/CamVid---Semantic-Segmentation. */
  private static final int SCENES = 45;

  @Override
  public String name() {
    return "strong-imbalance";
  }

  @Override
  public String help() {
    return "a class below 5 % of the pixels: dice + focal";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    Imbalance imbalance = Imbalance.of(survey);
    if (!imbalance.isStrong()) {
      return List.of();
    }
    int strength = imbalance == Imbalance.EXTREME ? EXTREME : STRONG;
    boolean thin = Thin.of(survey).isPresent();
    return List.of(
        tryLoss(
            survey.isBinary() ? strength : SCENES,
            share(survey.rarest())
                + ", which is "
                + imbalance
                + ": there sums of Dice with a focal loss have the largest advantage"
                + (survey.isBinary() ? "" : "; in scenes of many classes less is known")
                + (thin ? "; for thin structures gamma above 1 did not help" : ""),
            thin ? Papers.MA + "; " + Papers.MMSEGMENTATION : Papers.MA,
            DICE,
            LossTerm.of("focal").with("gamma", thin ? 1 : 2)));
  }
}
