package org.dl4jvision.study.plan.segmentation;

import java.util.List;
import org.dl4jvision.study.plan.Choice;
import org.dl4jvision.study.plan.Draft;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** How many crops a step has: no more than a twentieth of all pixels, as nnU-Net does. */
public final class Batch extends SegmentationPlanRule {

  private static final double SHARE = 0.05;
  private static final int FEWEST = 2;
  private static final int MOST = 8;

  /** Pixels of a step that two cores take in a fraction of a second. */
  private static final double PIXELS = 4.0 * 256 * 256;

  @Override
  public String name() {
    return "batch";
  }

  @Override
  public String help() {
    return "2 to 8 crops a step, at most a twentieth of all pixels";
  }

  @Override
  public List<Choice> choose(SegmentationSurvey survey, Draft draft) {
    int side = side(survey, draft);
    double median = survey.shorterSides().median();
    double share = SHARE * survey.images() * median * median / ((double) side * side);
    double fitting = Math.rint(PIXELS / ((double) side * side));
    int batch = (int) Math.max(FEWEST, Math.min(MOST, Math.min(share, fitting)));
    return List.of(
        new Choice(
            BATCH_SIZE,
            "" + batch,
            "a twentieth of the pixels of "
                + survey.images()
                + " images is "
                + Numbers.of(share)
                + " crops of "
                + side
                + " pixels; "
                + FEWEST
                + " to "
                + MOST
                + ", as many as have about the pixels of four crops of 256 (nnU-Net's rule, Isensee"
                + " et al. 2021)"));
  }
}
