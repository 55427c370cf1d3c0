package org.dl4jvision.study.plan.segmentation;

import java.util.List;
import org.dl4jvision.study.plan.Choice;
import org.dl4jvision.study.plan.Draft;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** How often a training without a limit of time sees its images. */
public final class Passes extends SegmentationPlanRule {

  private static final int FEWEST = 40;
  private static final int MOST = 300;
  private static final double UPDATES = 1500;

  @Override
  public String name() {
    return "passes";
  }

  @Override
  public String help() {
    return "without --max-minutes 40 epochs, up to 300 where these are fewer than 1,500 updates";
  }

  @Override
  public List<Choice> choose(SegmentationSurvey survey, Draft draft) {
    if (draft.budget().isPresent()) {
      return List.of();
    }
    double crops = survey.shorterSides().median() / side(survey, draft);
    double examples = survey.images() * Math.max(1, Math.rint(crops * crops));
    double steps = Math.max(1, examples / draft.number(BATCH_SIZE, 1));
    int epochs = (int) Math.max(FEWEST, Math.min(MOST, Math.ceil(UPDATES / steps)));
    return List.of(
        new Choice(
            "epochs",
            "" + epochs,
            "no time is given: an epoch has about %.0f updates; at least %d epochs and %.0f updates,"
                    .formatted(steps, FEWEST, UPDATES)
                + " at most "
                + MOST
                + " epochs (rule of thumb; the best epoch is kept, and a training that ends while"
                + " its score rises says so)"));
  }
}
