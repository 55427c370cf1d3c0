package org.dl4jvision.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a {@link Validator} found.
 *
 * @param loss mean loss of the validation examples, without regularization
 * @param score what decides which epoch is best: higher is better
 * @param metrics every metric by name, in the order of reports; {@link Double#NaN} where undefined
 */
public record Validation(double loss, double score, Map<String, Double> metrics) {

  public Validation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
