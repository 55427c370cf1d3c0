package org.dl4jvision.study.plan;

import java.util.List;
import org.dl4jvision.study.survey.Survey;

/** What makes the end of a training depend less on its last steps. */
public final class SteadySteps implements PlanRule<Survey> {

  @Override
  public String name() {
    return "steady-steps";
  }

  @Override
  public String help() {
    return "averaged weights (--ema 0.99) and shortened gradients (--clip-norm 12)";
  }

  @Override
  public Class<Survey> statistics() {
    return Survey.class;
  }

  @Override
  public List<Choice> choose(Survey survey, Draft draft) {
    return List.of(
        new Choice(
            "ema",
            "0.99",
            "the average over about a hundred updates varies less than the weights of any of them:"
                + " a decay for some thousand updates (Polyak and Juditsky 1992)"),
        new Choice(
            "clip-norm",
            "12",
            "a step whose gradient is far longer than usual is shortened, others stay (nnU-Net's"
                + " number, Isensee et al. 2021)"));
  }
}
