package org.dl4jvision.study.plan.segmentation;

import java.util.List;
import org.dl4jvision.network.NetworkCost;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.study.plan.Choice;
import org.dl4jvision.study.plan.Draft;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** How wide the network is: as wide as the time allows to be trained. */
public final class Width extends SegmentationPlanRule {

  private static final List<Integer> WIDTHS = List.of(32, 16, 8);

  /** Fewer updates leave a wider network behind a narrower one that had more. */
  private static final int UPDATES = 2000;

  /** Forward, gradient of the maps, gradient of the weights, of which each is as much. */
  private static final int PASSES = 3;

  /** Multiply-adds a second of a core with AVX2, as `bench training` finds them. */
  private static final double SPEED = 12e9;

  private static final int STANDARD = 16;
  private static final int STANDARD_DEPTH = 3;

  @Override
  public String name() {
    return "width";
  }

  @Override
  public String help() {
    return "channels of the U-Net's first level: 32, 16 or 8, the most for 2,000 updates in time";
  }

  @Override
  public List<Choice> choose(SegmentationSurvey survey, Draft draft) {
    if (!isPlain(draft)) {
      return List.of();
    }
    if (draft.time() == null) {
      return List.of(
          new Choice(BASE_CHANNELS, "" + STANDARD, "no time is given: the network's own width"));
    }
    double seconds = draft.time().toMillis() / 1e3;
    for (int width : WIDTHS) {
      double updates = seconds / secondsAnUpdate(survey, draft, width);
      if (updates >= UPDATES || width == WIDTHS.get(WIDTHS.size() - 1)) {
        return List.of(
            new Choice(
                BASE_CHANNELS,
                "" + width,
                "about "
                    + Numbers.of(updates)
                    + " updates in "
                    + Numbers.of(seconds / 60)
                    + " minutes on "
                    + draft.cores()
                    + " cores; the widest of "
                    + WIDTHS
                    + " with "
                    + UPDATES
                    + " or more (rule of thumb: many updates before many channels)"));
      }
    }
    throw new IllegalStateException("the last width is always chosen");
  }

  private static double secondsAnUpdate(SegmentationSurvey survey, Draft draft, int width) {
    SegmentationNetwork network =
        SegmentationNetwork.builder()
            .inputChannels(survey.channels())
            .classes(survey.classes().size())
            .baseChannels(width)
            .depth(draft.number(DEPTH, STANDARD_DEPTH))
            .build();
    int multiple = network.multipleOf();
    int side = Math.max(multiple, side(survey, draft) / multiple * multiple);
    int batch = draft.number(BATCH_SIZE, 1);
    NetworkCost cost =
        NetworkCost.of(network.configuration(), batch, survey.channels(), side, side);
    return cost.multiplyAdds() * (double) batch * PASSES / (SPEED * draft.cores());
  }
}
