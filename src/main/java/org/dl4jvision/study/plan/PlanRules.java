package org.dl4jvision.study.plan;

import java.util.List;
import java.util.ServiceLoader;
import org.dl4jvision.check.Registry;

/**
 * All rules of plans: those that {@code META-INF/services/org.dl4jvision.study.plan.PlanRule} names
 * in this library and in others on the class path.
 */
public final class PlanRules {

  /** All rules in the order in which they are asked. */
  static final List<PlanRule<?>> ORDERED = load();

  /** All rules by name. */
  public static final Registry<PlanRule<?>> REGISTRY = register();

  private PlanRules() {}

  private static List<PlanRule<?>> load() {
    return ServiceLoader.load(PlanRule.class, PlanRules.class.getClassLoader()).stream()
        .<PlanRule<?>>map(ServiceLoader.Provider::get)
        .toList();
  }

  private static Registry<PlanRule<?>> register() {
    Registry<PlanRule<?>> rules = new Registry<>("rule of plans", "rules of plans");
    ORDERED.forEach(rules::register);
    return rules;
  }
}
