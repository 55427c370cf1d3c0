package org.dl4jvision.train;

/** What a {@link Validator} found. */
public interface Validation {

  /** Mean loss of the validation examples, without regularization. */
  double loss();

  /** What decides which epoch is best: higher is better. */
  double score();
}
