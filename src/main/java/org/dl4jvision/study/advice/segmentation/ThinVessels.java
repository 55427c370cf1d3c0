package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Thin structures: cross-entropy with three times Dice. */
public final class ThinVessels extends SegmentationRule {

  private static final int STRENGTH = 65;
  private static final int TIMES = 3;

  @Override
  public String name() {
    return "thin-vessels";
  }

  @Override
  public String help() {
    return "one thin class: cross-entropy + 3*dice";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    return Thin.of(survey).stream()
        .<Advice>map(
            thin ->
                tryLoss(
                    STRENGTH,
                    Thin.describe(thin)
                        + ": of weights 1:1, 0.5:1, 1:0.5 and 1:3 the last was best for vessels of"
                        + " the retina, on four data sets",
                    Papers.MMSEGMENTATION,
                    CROSS_ENTROPY,
                    DICE.times(TIMES)))
        .toList();
  }
}
