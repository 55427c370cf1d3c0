package org.dl4jvision.study.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.WrappedText;
import org.dl4jvision.study.survey.Survey;
import org.dl4jvision.task.Options;

/** The options of a training that were chosen, in the order in which they were. */
public final class Plan {

  /** The file of a run folder that holds its plan. */
  public static final String FILE = "plan.yaml";

  private final Survey survey;
  private final List<Choice> choices;

  private Plan(Survey survey, List<Choice> choices) {
    this.survey = survey;
    this.choices = List.copyOf(choices);
  }

  /**
   * Asks all rules.
   *
   * @param given the values of options that stay as they are
   * @param budget that the training has; empty: as much as it needs
   */
  public static Plan of(Survey survey, Map<String, String> given, Optional<Budget> budget) {
    Draft draft = new Draft(given, budget);
    List<Choice> choices = new ArrayList<>();
    for (PlanRule<?> rule : PlanRules.ORDERED) {
      for (Choice choice : ask(rule, survey, draft)) {
        if (draft.value(choice.option()).isEmpty()) {
          draft = draft.with(choice);
          choices.add(choice);
        }
      }
    }
    return new Plan(survey, choices);
  }

  private static <S extends Survey> List<Choice> ask(PlanRule<S> rule, Survey survey, Draft draft) {
    return rule.statistics().isInstance(survey)
        ? rule.choose(rule.statistics().cast(survey), draft)
        : List.of();
  }

  /** What was chosen. */
  public List<Choice> choices() {
    return choices;
  }

  /** Sets the options to what was chosen. */
  public void apply(Options options) {
    choices.forEach(choice -> options.set(choice.option(), choice.value()));
  }

  /** The plan as a file that {@code --config} takes: a reason as a comment before each option. */
  public String yaml() {
    List<String> lines = new ArrayList<>();
    lines.add("# A plan for the " + survey.task() + " of " + survey.name() + ":");
    lines.add("# change what you like, and train with --config and this file.");
    survey.lines().forEach(line -> lines.add("# " + line));
    for (Choice choice : choices) {
      lines.add("");
      lines.addAll(WrappedText.lines(choice.reason(), "# "));
      lines.add(choice.option() + ": " + value(choice.value()));
    }
    return String.join("\n", lines) + "\n";
  }

  /** What is no number is a text, which YAML has as JSON has it. */
  private static String value(String text) {
    return text.matches("-?\\d+(\\.\\d+)?") ? text : JsonFile.toText(text);
  }
}
