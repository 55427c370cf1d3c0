package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.LossTerm;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Several classes, judged by the mean of their IoU: a loss that is the IoU. */
public final class MeanIou extends SegmentationRule {

  /** Above the default, which it beats in the mean of our study of CamVid, too. */
  private static final int STRENGTH = DEFAULT + 6;

  private static final int FEWEST_CLASSES = 3;

  @Override
  public String name() {
    return "mean-iou";
  }

  @Override
  public String help() {
    return "three classes or more, judged by mean IoU: cross-entropy + lovasz";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    if (survey.present().size() < FEWEST_CLASSES) {
      return List.of();
    }
    return List.of(
        tryLoss(
            STRENGTH,
            survey.present().size()
                + " classes count alike in the mean IoU, whatever their share of pixels: losses"
                + " that are like the metric beat weighted ones over six tasks",
            Papers.EELBODE + "; " + Papers.BERMAN,
            CROSS_ENTROPY,
            LossTerm.of("lovasz")));
  }
}
