package org.dl4jvision.study.plan.segmentation;

import java.util.List;
import org.dl4jvision.network.NetworkCost;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.study.plan.Budget;
import org.dl4jvision.study.plan.Choice;
import org.dl4jvision.study.plan.Draft;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** How wide the network is: as wide as the time allows to be trained. */
public final class Width extends SegmentationPlanRule {

  private static final List<Integer> WIDTHS = List.of(32, 16, 8);

  /** Fewer updates leave a wider network behind a narrower one that had more. */
  private static final int UPDATES = 1000;

  private static final double MILLISECONDS_A_MINUTE = 60_000;

  private static final int STANDARD = 16;
  private static final int STANDARD_DEPTH = 3;

  @Override
  public String name() {
    return "width";
  }

  @Override
  public String help() {
    return "channels of the U-Net's first level: 32, 16 or 8, the most for 1,000 updates in time";
  }

  @Override
  public List<Choice> choose(SegmentationSurvey survey, Draft draft) {
    if (!isPlain(draft)) {
      return List.of();
    }
    if (draft.budget().isEmpty()) {
      return List.of(
          new Choice(BASE_CHANNELS, "" + STANDARD, "no time is given: the network's own width"));
    }
    Budget budget = draft.budget().get();
    int width = WIDTHS.get(WIDTHS.size() - 1);
    for (int one : WIDTHS) {
      if (budget.updates(multiplyAdds(survey, draft, one)) >= UPDATES) {
        width = one;
        break;
      }
    }
    return List.of(
        new Choice(
            BASE_CHANNELS,
            "" + width,
            "%d channels have about %.0f updates in %s minutes at the speed of this machine; the"
                    .formatted(
                        width,
                        budget.updates(multiplyAdds(survey, draft, width)),
                        Numbers.of(budget.time().toMillis() / MILLISECONDS_A_MINUTE))
                + " widest of "
                + WIDTHS
                + " with "
                + UPDATES
                + " or more (rule of thumb: many updates before many channels)"));
  }

  /** Those of the forward pass of a step. */
  private static double multiplyAdds(SegmentationSurvey survey, Draft draft, int width) {
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
    return (double) batch
        * NetworkCost.of(network.configuration(), batch, survey.channels(), side, side)
            .multiplyAdds();
  }
}
