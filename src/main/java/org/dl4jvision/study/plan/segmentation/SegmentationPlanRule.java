package org.dl4jvision.study.plan.segmentation;

import org.dl4jvision.study.plan.Draft;
import org.dl4jvision.study.plan.PlanRule;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** What rules of segmentation have in common. */
abstract class SegmentationPlanRule implements PlanRule<SegmentationSurvey> {

  static final String CROP = "crop";
  static final String DEPTH = "depth";
  static final String BASE_CHANNELS = "base-channels";
  static final String BATCH_SIZE = "batch-size";

  /** The side of a crop where nothing is said, at most. */
  private static final int LARGEST_CROP = 256;

  @Override
  public final Class<SegmentationSurvey> statistics() {
    return SegmentationSurvey.class;
  }

  /** Whether the network is the U-Net whose depth and width are free. */
  static boolean isPlain(Draft draft) {
    return draft.isDefault("encoder", "plain") && draft.isDefault("decoder", "unet");
  }

  /** About the side of what a step sees of an image: the crop, or the whole image. */
  static int side(SegmentationSurvey survey, Draft draft) {
    int median = (int) survey.shorterSides().median();
    int crop = draft.number(CROP, Math.min(LARGEST_CROP, median));
    return crop == 0 ? median : crop;
  }
}
