package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Where a class is rare: Dice with the cross-entropy of the hardest pixels. */
public final class HardestPixels extends SegmentationRule {

  private static final int STRENGTH = 54;
  private static final int SCENES = 44;
  private static final String HARDEST = "0.1";

  @Override
  public String name() {
    return "hardest-pixels";
  }

  @Override
  public String help() {
    return "a class below 5 % of the pixels: dice + cross-entropy(topK=0.1)";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    if (!Imbalance.of(survey).isStrong()) {
      return List.of();
    }
    return List.of(
        tryLoss(
            survey.isBinary() ? STRENGTH : SCENES,
            share(survey.rarest())
                + ": the cross-entropy of the hardest tenth of the pixels is not drowned by easy"
                + " ones; with Dice among the best where one class is rare",
            Papers.MA,
            DICE,
            CROSS_ENTROPY.with("topK", HARDEST)));
  }
}
