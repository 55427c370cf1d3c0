package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.LossTerm;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Unbalanced compact objects whose borders count: the boundary loss besides. */
public final class BoundaryTerm extends SegmentationRule {

  private static final int STRENGTH = 42;
  private static final double WEIGHT = 0.01;

  @Override
  public String name() {
    return "boundary-term";
  }

  @Override
  public String help() {
    return "one compact class below 5 % of the pixels: dice + cross-entropy + 0.01*boundary";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    boolean compact = survey.isBinary() && Thin.of(survey).isEmpty();
    if (!compact || !Imbalance.of(survey).isStrong()) {
      return List.of();
    }
    return List.of(
        tryLoss(
            STRENGTH,
            share(survey.rarest())
                + " in compact objects: where borders count, the distance to them is added, with"
                + " the small weight that it begins with in the paper",
            Papers.KERVADEC,
            DICE,
            CROSS_ENTROPY,
            LossTerm.of("boundary").times(WEIGHT)));
  }
}
