package org.dl4jvision.train;

import java.util.Map;

/** What a {@link Validator} found. */
public interface Validation {

  /** Mean loss of the validation examples, without regularization. */
  double loss();

  /** What decides which epoch is best: higher is better. */
  double score();

  /** The most telling metrics by name, in the order of reports; NaN where undefined. */
  Map<String, Double> metrics();
}
