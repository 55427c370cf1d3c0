package org.dl4jvision.loss.family;

import java.util.List;
import java.util.function.Consumer;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Grouping;
import org.dl4jvision.loss.evaluation.Pixels;
import org.dl4jvision.loss.evaluation.Sums;

/**
 * One evaluation of a loss, or of a term of it: it looks at all pixels once or twice. Several can
 * look together, so that labels are read and predictions computed once for all.
 */
public abstract class Pass {

  private final double weight;

  /**
   * @param weight what the losses are multiplied by
   */
  public Pass(double weight) {
    this.weight = weight;
  }

  /** Whose sums it adds up. */
  public Grouping grouping() {
    return Grouping.IMAGE;
  }

  /** Whether {@link #lookFirst} has to see all pixels before {@link #look} does. */
  public abstract boolean looksTwice();

  /** Number of sums that each look adds to. */
  public abstract int sums();

  /**
   * Looks at pixels, to know something of the whole.
   *
   * @param at the first of its sums
   */
  public abstract void lookFirst(Pixels pixels, int at);

  /** Takes note of what the first look found; {@code sums} is null if no pass looks twice. */
  public abstract void between(Sums sums, int at);

  /** Whether {@link #look} has anything to do. */
  public abstract boolean looks();

  /** Whether {@link #look} asks for p only, and gives derivatives by p only. */
  public boolean looksAtP() {
    return false;
  }

  /** Adds up the loss and gives its derivatives, multiplied by the weight. */
  public abstract void look(Pixels pixels, int at);

  /** The loss of every example, without the weight. */
  public abstract double[] losses(Sums sums, int at);

  /** Gives back what was taken from {@link org.dl4jvision.loss.math.BufferPool}. */
  void close() {}

  /** The weighted sum of the losses of every example. */
  public static double[] run(List<Pass> passes, Batch arrays, Integer ignoreIndex) {
    if (arrays.isFlat() && passes.size() > 1) {
      // What a group is differs from loss to loss.
      return sum(
          passes.stream().map(pass -> run(List.of(pass), arrays, ignoreIndex)).toList(),
          arrays.examples());
    }
    int[] at = new int[passes.size() + 1];
    for (int i = 0; i < passes.size(); i++) {
      at[i + 1] = at[i] + passes.get(i).sums();
    }
    Grouping grouping = passes.get(0).grouping();
    int all = at[passes.size()];
    Sums first = null;
    if (passes.stream().anyMatch(Pass::looksTwice)) {
      Consumer<Pixels> visitor =
          pixels -> {
            for (int i = 0; i < passes.size(); i++) {
              if (passes.get(i).looksTwice()) {
                passes.get(i).lookFirst(pixels, at[i]);
              }
            }
          };
      first =
          passes.stream().allMatch(Pass::looksAtP)
              ? arrays.sweepForP(ignoreIndex, grouping, all, visitor)
              : arrays.sweep(ignoreIndex, grouping, all, visitor);
    }
    for (int i = 0; i < passes.size(); i++) {
      passes.get(i).between(first, at[i]);
    }
    Sums last = null;
    if (passes.stream().anyMatch(Pass::looks)) {
      last =
          arrays.sweep(
              ignoreIndex,
              grouping,
              all,
              pixels -> {
                for (int i = 0; i < passes.size(); i++) {
                  if (passes.get(i).looks()) {
                    passes.get(i).look(pixels, at[i]);
                  }
                }
              });
    }
    double[] sum = new double[arrays.examples()];
    for (int i = 0; i < passes.size(); i++) {
      double[] losses = passes.get(i).losses(last, at[i]);
      for (int e = 0; e < sum.length; e++) {
        sum[e] += passes.get(i).weight * losses[e];
      }
      passes.get(i).close();
    }
    return sum;
  }

  private static double[] sum(List<double[]> parts, int examples) {
    double[] sum = new double[examples];
    for (double[] part : parts) {
      for (int e = 0; e < examples; e++) {
        sum[e] += part[e];
      }
    }
    return sum;
  }
}
