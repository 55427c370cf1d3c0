package org.dl4jvision.loss.family;

import java.util.Arrays;
import java.util.List;
import org.dl4jvision.loss.evaluation.Grouping;
import org.dl4jvision.loss.evaluation.Pixels;
import org.dl4jvision.loss.evaluation.Sums;

/**
 * One evaluation of a loss, or of a term of it, in one or two sweeps over all pixels: the first
 * gathers what it has to know of the whole, the second accumulates the loss and its derivatives.
 * Passes share sweeps, so that labels are read and predictions computed once for all.
 */
public abstract class Pass {

  private final double weight;
  private final Integer ignoreIndex;
  private final boolean ofProbabilities;

  /** A pass over no pixel, so that no label is ignored or checked. */
  Pass(double weight) {
    this.weight = weight;
    ignoreIndex = null;
    ofProbabilities = false;
  }

  /**
   * @param weight what the losses are multiplied by
   */
  Pass(DenseLoss loss, double weight) {
    this.weight = weight;
    ignoreIndex = loss.ignoreIndex();
    ofProbabilities = loss.labelsAreProbabilities();
  }

  /** The label of pixels that do not count; null for none. */
  final Integer ignoreIndex() {
    return ignoreIndex;
  }

  /** Whether labels must be probabilities. */
  final boolean isOfProbabilities() {
    return ofProbabilities;
  }

  /** Whose sums it adds up. */
  Grouping grouping() {
    return Grouping.IMAGE;
  }

  /** Number of sums that each sweep adds to. */
  int sums() {
    return 0;
  }

  /** Whether {@link #gather} has to see all pixels before {@link #accumulate} does. */
  boolean gathers() {
    return false;
  }

  /**
   * Gathers something of the whole from some pixels.
   *
   * @param at the first of its sums
   */
  void gather(Pixels pixels, int at) {}

  /** Takes what was gathered; {@code sums} is null if no pass gathers. */
  void between(Sums sums, int at) {}

  /** Whether {@link #accumulate} has anything to do. */
  boolean accumulates() {
    return false;
  }

  /** Whether {@link #accumulate} asks for p only, and gives derivatives by p only. */
  boolean needsOnlyP() {
    return true;
  }

  /** Adds up the loss and gives its derivatives, multiplied by the weight. */
  void accumulate(Pixels pixels, int at) {}

  /** The loss of every example, without the weight. */
  abstract double[] losses(Sums sums, int at);

  /** Gives back what was taken from {@link org.dl4jvision.loss.math.BufferPool}. */
  void close() {}

  /** The loss of every example, times the weight. */
  final double[] weightedLosses(Sums sums, int at) {
    return Arrays.stream(losses(sums, at)).map(loss -> weight * loss).toArray();
  }

  /** The sum of the losses of every example. */
  static double[] sum(List<double[]> parts, int examples) {
    double[] sum = new double[examples];
    for (double[] part : parts) {
      for (int e = 0; e < examples; e++) {
        sum[e] += part[e];
      }
    }
    return sum;
  }
}
