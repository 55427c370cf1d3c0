package org.dl4jvision.study.advice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.dl4jvision.study.survey.Numbers;

/**
 * A loss in a sum of them, as expressions have it.
 *
 * @param weight what it is multiplied by
 * @param name of the loss
 * @param options that it is given, in this order
 */
public record LossTerm(double weight, String name, Map<String, String> options) {

  public LossTerm {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** A loss with its defaults and the weight 1. */
  public static LossTerm of(String name) {
    return new LossTerm(1, name, Map.of());
  }

  /** This loss with an option. */
  public LossTerm with(String option, Object value) {
    Map<String, String> more = new LinkedHashMap<>(options);
    more.put(option, value.toString());
    return new LossTerm(weight, name, more);
  }

  /** This loss with another weight. */
  public LossTerm times(double newWeight) {
    return new LossTerm(newWeight, name, options);
  }

  /** The loss as a part of an expression. */
  @Override
  public String toString() {
    String factor = weight == 1 ? "" : Numbers.of(weight) + "*";
    return options.isEmpty()
        ? factor + name
        : options.entrySet().stream()
            .map(option -> option.getKey() + "=" + option.getValue())
            .collect(Collectors.joining(", ", factor + name + "(", ")"));
  }
}
