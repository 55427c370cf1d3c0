package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.LossTerm;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Small objects of one rare class: the unified focal loss. */
public final class SmallLesions extends SegmentationRule {

  /** By the shorter side of the image. */
  private static final double SMALL = 0.1;

  private static final int STRONG = 57;
  private static final int EXTREME = 66;

  @Override
  public String name() {
    return "small-lesions";
  }

  @Override
  public String help() {
    return "one class of small objects below 5 % of the pixels: unified-focal";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    ClassSurvey rarest = survey.rarest();
    double relative = rarest.sizes().median() / survey.shorterSides().median();
    Imbalance imbalance = Imbalance.of(survey);
    boolean blobs = Thin.of(survey).isEmpty();
    if (!survey.isBinary() || !imbalance.isStrong() || !blobs || relative > SMALL) {
      return List.of();
    }
    boolean extreme = imbalance == Imbalance.EXTREME;
    return List.of(
        tryLoss(
            extreme ? EXTREME : STRONG,
            "%s in objects of %s pixels (median), %s of the image's side: this loss beat Dice,"
                    .formatted(
                        share(rarest),
                        Numbers.of(rarest.sizes().median()),
                        Numbers.percent(relative))
                + " cross-entropy, focal, Tversky and combo losses on five sets of small lesions;"
                + " delta is larger where the class is rarer",
            Papers.YEUNG,
            LossTerm.of("unified-focal")
                .with("weight", "0.5")
                .with("delta", extreme ? "0.7" : "0.6")
                .with("gamma", "0.5")));
  }
}
