package org.dl4jvision.study.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A plan as far as it is made.
 *
 * @param values of the options that are given or chosen, as files have them
 * @param budget that the training has; empty: as much as it needs
 */
public record Draft(Map<String, String> values, Optional<Budget> budget) {

  public Draft {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The value of an option, if it is given or chosen. */
  public Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  /** Whether an option has this value, or none and this one is the default. */
  public boolean isDefault(String option, String standard) {
    return value(option).orElse(standard).equals(standard);
  }

  /** The whole number that is the value of an option; {@code otherwise} where it has none. */
  public int number(String option, int otherwise) {
    return value(option).map(Integer::parseInt).orElse(otherwise);
  }

  /** With an option more. */
  Draft with(Choice choice) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(choice.option(), choice.value());
    return new Draft(more, budget);
  }
}
