package org.dl4jvision.metric.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;

/**
 * Adjusts p-values of several tests, so that the chance of even one difference that is none stays
 * below the level at which they are compared: of m p-values the smallest is multiplied by m, the
 * next by m - 1 and so on, none becoming smaller than the one before it or larger than 1.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm (1979)</a>
 */
public final class Holm {

  private Holm() {}

  /**
   * The adjusted p-values, in the order of the given ones.
   *
   * @param pValues from 0 to 1
   */
  public static double[] adjust(double... pValues) {
    for (double p : pValues) {
      Check.unit("p-value", p);
    }
    List<Integer> order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .toList();
    double[] adjusted = new double[pValues.length];
    double least = 0;
    for (int rank = 0; rank < pValues.length; rank++) {
      int i = order.get(rank);
      least = Math.max(least, Math.min(1, (pValues.length - rank) * pValues[i]));
      adjusted[i] = least;
    }
    return adjusted;
  }
}
