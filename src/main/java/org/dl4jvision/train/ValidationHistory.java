package org.dl4jvision.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.dl4jvision.check.Check;

/**
 * How the validations of a training went, as far as early stopping, {@link LearningRate#plateau}
 * and those who wonder whether it was long enough ask.
 *
 * @param bests the validations that were the best so far, in their order
 */
public record ValidationHistory(List<Best> bests) {

  /** Of a training that was not validated yet. */
  public static final ValidationHistory NONE = new ValidationHistory(List.of());

  /** Validations of which nothing can be said. */
  private static final int FEW = 6;

  /**
   * A validation that was the best so far.
   *
   * @param score what it found; NaN where nothing was to be scored
   * @param worse how many validations followed that were not better
   */
  public record Best(double score, int worse) {
    public Best {
      Check.atLeast("worse", worse, 0);
    }
  }

  public ValidationHistory {
    bests = List.copyOf(Check.given("bests", bests));
  }

  /** With one validation more. */
  public ValidationHistory with(boolean best, double score) {
    List<Best> next = new ArrayList<>(bests);
    if (best) {
      next.add(new Best(score, 0));
    } else {
      // Where an earlier part of the training had a better one, nothing is known of it.
      Best last = next.isEmpty() ? new Best(Double.NaN, 0) : next.remove(next.size() - 1);
      next.add(new Best(last.score, last.worse + 1));
    }
    return new ValidationHistory(next);
  }

  /** The validations since the best one. */
  public int sinceBest() {
    return bests.isEmpty() ? 0 : bests.get(bests.size() - 1).worse;
  }

  /**
   * How often so many validations in a row were not better than the best before them.
   *
   * @param patience at least 1
   */
  public int plateaus(int patience) {
    return bests.stream().mapToInt(best -> best.worse / patience).sum();
  }

  /**
   * By how much the best score of the last third of the validations is above that of those before;
   * empty where they are few, or the newest of them, a sixth, have no best one.
   */
  public OptionalDouble rise() {
    int all = bests.stream().mapToInt(best -> 1 + best.worse).sum();
    if (all < FEW || sinceBest() >= all / FEW) {
      return OptionalDouble.empty();
    }
    double before = Double.NaN;
    int place = 0;
    for (Best best : bests) {
      if (3 * place < 2 * all) {
        before = best.score;
      }
      place += 1 + best.worse;
    }
    double rise = bests.get(bests.size() - 1).score - before;
    return rise > 0 ? OptionalDouble.of(rise) : OptionalDouble.empty();
  }
}
