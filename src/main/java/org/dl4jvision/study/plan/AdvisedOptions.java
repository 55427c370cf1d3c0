package org.dl4jvision.study.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.AdviceReport;
import org.dl4jvision.study.advice.RankedLoss;
import org.dl4jvision.study.survey.Survey;

/** The loss that is advised first, and all options that are advised. */
public final class AdvisedOptions implements PlanRule<Survey> {

  @Override
  public String name() {
    return "advised-options";
  }

  @Override
  public String help() {
    return "the loss that advise puts first, and the options that it names";
  }

  @Override
  public Class<Survey> statistics() {
    return Survey.class;
  }

  @Override
  public List<Choice> choose(Survey survey, Draft draft) {
    AdviceReport advice = new AdviceReport(survey, List.of());
    RankedLoss first = advice.losses().get(0);
    String why =
        first.reasons().stream().map(AdvisedOptions::text).collect(Collectors.joining("; "));
    List<Choice> choices = new ArrayList<>();
    first
        .candidate()
        .settings()
        .forEach((option, value) -> choices.add(new Choice(plain(option), value, why)));
    first
        .candidate()
        .expressions()
        .forEach((option, value) -> choices.add(new Choice(plain(option), value, why)));
    advice
        .options()
        .forEach(
            one -> choices.add(new Choice(plain(one.option()), one.value(), text(one.reason()))));
    return choices;
  }

  private static String plain(String option) {
    return option.replaceFirst("^--", "");
  }

  private static String text(Reason reason) {
    return reason.text() + " (" + reason.source() + ")";
  }
}
