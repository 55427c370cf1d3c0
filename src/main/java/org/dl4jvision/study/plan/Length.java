package org.dl4jvision.study.plan;

import java.util.List;
import org.dl4jvision.study.survey.Survey;

/** How long a training is: what the time allows. */
public final class Length implements PlanRule<Survey> {

  /** More than any time allows. */
  private static final int MANY = 100_000;

  @Override
  public String name() {
    return "length";
  }

  @Override
  public String help() {
    return "with --max-minutes as many epochs as the time allows";
  }

  @Override
  public Class<Survey> statistics() {
    return Survey.class;
  }

  @Override
  public List<Choice> choose(Survey survey, Draft draft) {
    return draft.budget().isEmpty()
        ? List.of()
        : List.of(
            new Choice(
                "epochs",
                "" + MANY,
                "as many as the time allows: the learning rate falls in time, and the best epoch is"
                    + " kept"));
  }
}
