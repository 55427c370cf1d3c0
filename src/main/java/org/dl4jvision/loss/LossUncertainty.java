package org.dl4jvision.loss;

import java.util.Arrays;
import java.util.List;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.family.CombinedLoss;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * Losses of several tasks that find their weights themselves: with a log-variance s for each,
 *
 * <pre>sum over i of exp(-s_i) L_i + s_i</pre>
 *
 * as {@code uncertainty(dice, cross-entropy)} in expressions. {@code SegmentationLossLayer} has the
 * log-variances as trainable parameters that start at 0; in any other layer, and as a term of a
 * sum, they stay 0, which is the plain sum.
 *
 * @see <a href="https://arxiv.org/abs/1705.07115">Kendall, Gal, Cipolla (2018)</a>
 */
@LossInfo(
    name = "uncertainty",
    help = "losses of several tasks, whose weights are learned",
    formula = "sum_i exp(-s_i) L_i + s_i, s_i learned",
    avoid = "losses that differ little in scale: choose their weights",
    paper = "https://arxiv.org/abs/1705.07115")
public final class LossUncertainty extends CombinedLoss {

  /** For expressions and JSON, which set the losses. */
  @SuppressWarnings("unused")
  private LossUncertainty() {}

  /**
   * @param losses at least one
   */
  public LossUncertainty(VisionLoss... losses) {
    super(List.of(losses));
    checkOptions();
  }

  @Override
  public void checkOptions() {
    Check.that(!losses().isEmpty(), "losses", losses(), "one or more");
  }

  @Override
  protected double[] weights() {
    double[] weights = new double[losses().size()];
    Arrays.fill(weights, 1);
    return weights;
  }

  /** Returns the log-variances, one a loss. */
  @Override
  public int learnedWeights() {
    return losses().size();
  }

  @Override
  protected double[] lossOfExamples(
      Batch batch, double factor, double[] logVariances, double[] byLogVariance) {
    double[] weights = Arrays.stream(logVariances).map(s -> Math.exp(-s)).toArray();
    List<double[]> terms = evaluateTerms(batch, factor, weights);
    double[] sum = new double[batch.examples()];
    for (int i = 0; i < weights.length; i++) {
      byLogVariance[i] = 0;
      for (int e = 0; e < sum.length; e++) {
        sum[e] += terms.get(i)[e] + logVariances[i];
        byLogVariance[i] += 1 - terms.get(i)[e];
      }
    }
    return sum;
  }
}
