package org.dl4jvision.study.advice;

import java.util.List;
import java.util.ServiceLoader;
import org.dl4jvision.check.Registry;
import org.dl4jvision.study.survey.Survey;

/**
 * All rules by name: those that {@code META-INF/services/org.dl4jvision.study.advice.AdviceRule}
 * names in this library and in others on the class path.
 */
public final class AdviceRules {

  /** All rules by name. */
  public static final Registry<AdviceRule<?>> REGISTRY = load();

  private AdviceRules() {}

  private static Registry<AdviceRule<?>> load() {
    Registry<AdviceRule<?>> rules = new Registry<>("rule of advice", "rules of advice");
    ServiceLoader.load(AdviceRule.class, AdviceRules.class.getClassLoader())
        .forEach(rules::register);
    return rules;
  }

  /** What all rules for such statistics advise. */
  static List<Advice> advise(Survey survey) {
    return REGISTRY.all().stream().flatMap(rule -> ask(rule, survey).stream()).toList();
  }

  private static <S extends Survey> List<Advice> ask(AdviceRule<S> rule, Survey survey) {
    return rule.statistics().isInstance(survey)
        ? rule.advise(rule.statistics().cast(survey))
        : List.of();
  }
}
