package org.dl4jvision.study.plan.segmentation;

import java.util.List;
import org.dl4jvision.study.plan.Choice;
import org.dl4jvision.study.plan.Draft;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** How often the network halves the image: as long as eight pixels are left, as nnU-Net does. */
public final class Depth extends SegmentationPlanRule {

  /** A map of so many pixels along a side is halved no more. */
  private static final int SMALLEST = 8;

  /** One more would have four times the weights, for what two cores hardly learn. */
  private static final int DEEPEST = 4;

  @Override
  public String name() {
    return "depth";
  }

  @Override
  public String help() {
    return "halvings of the U-Net, while a crop keeps 8 pixels along a side, at most 4";
  }

  @Override
  public List<Choice> choose(SegmentationSurvey survey, Draft draft) {
    if (!isPlain(draft)) {
      return List.of();
    }
    int side = side(survey, draft);
    int halvings = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.max(2, side / SMALLEST));
    int depth = Math.min(DEEPEST, halvings);
    return List.of(
        new Choice(
            DEPTH,
            "" + depth,
            "a crop of "
                + side
                + " pixels has "
                + (side >> depth)
                + " along a side after "
                + depth
                + " halvings; at most "
                + DEEPEST
                + ", and not below "
                + SMALLEST
                + " pixels (nnU-Net's rule, Isensee et al. 2021, doi 10.1038/s41592-020-01008-z,"
                + " with fewer halvings for two cores)"));
  }
}
