package org.dl4jvision.metric.statistics;

/**
 * How probable it is that two scores differ by more than what matters, or by less: a test tells
 * that a difference is there, this whether it is large enough to care. The three probabilities sum
 * to 1.
 *
 * @param rope half the width of the region of practical equivalence around 0
 * @param below the probability of a difference below the region
 * @param within the probability of one in it
 * @param above the probability of one above it
 * @see <a href="https://jmlr.org/papers/v18/16-305.html">Benavoli et al. (2017)</a>
 */
public record PracticalEquivalence(double rope, double below, double within, double above) {

  private static final double CERTAIN = 0.95;

  /** Whether the difference is too small to matter with a probability of at least 0.95. */
  public boolean isEquivalent() {
    return within >= CERTAIN;
  }
}
