package org.dl4jvision.train;

/** What a {@link Validator} found. */
public interface Validation {

  /** Mean loss of the validation examples, without regularization. */
  double loss();

  /** What decides which epoch is best: higher is better; NaN where there is nothing to score. */
  double score();

  /**
   * Whether this is the better of two epochs: that of the higher score, one that has a score before
   * one that has none, and of two without the one of the lower loss.
   */
  default boolean isBetterThan(Validation other) {
    boolean defined = !Double.isNaN(score());
    if (defined == Double.isNaN(other.score())) {
      return defined;
    }
    return defined ? score() > other.score() : !(loss() >= other.loss());
  }
}
