package org.dl4jvision.loss;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Losses of several tasks that find their weights themselves: with a log-variance s for each,
 *
 * <pre>sum over i of exp(-s_i) L_i + s_i</pre>
 *
 * as {@code uncertainty(dice, cross-entropy)} in expressions. {@code SegmentationLossLayer} has the
 * log-variances as trainable parameters that start at 0; in any other layer they stay 0, which is
 * the plain sum.
 *
 * @see <a href="https://arxiv.org/abs/1705.07115">Kendall, Gal, Cipolla (2018)</a>
 */
public final class LossUncertainty extends VisionLoss {

  private static final long serialVersionUID = 1;

  static final String NAME = "uncertainty";

  private final VisionLoss[] losses;

  /**
   * @param losses at least one
   */
  @JsonCreator
  public LossUncertainty(@JsonProperty("losses") VisionLoss... losses) {
    if (losses.length == 0) {
      throw new IllegalArgumentException(NAME + " has no losses; give at least one");
    }
    this.losses = losses.clone();
  }

  public List<VisionLoss> losses() {
    return List.of(losses);
  }

  /**
   * The loss with log-variances.
   *
   * @param evaluation the losses of the examples, and the gradient of their sum
   * @param byLogVariance the derivatives of their sum by the log-variances
   */
  @SuppressWarnings("ArrayRecordComponent") // nothing compares them
  public record Weighted(Evaluation evaluation, double[] byLogVariance) {}

  /**
   * Evaluates the loss with log-variances.
   *
   * @param logVariances one a loss
   */
  public Weighted evaluate(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      INDArray mask,
      double[] logVariances,
      boolean wantGradient) {
    double[] byLogVariance = new double[losses.length];
    Evaluation evaluation =
        Evaluation.of(
            (batch, factor) -> evaluate(batch, factor, logVariances, byLogVariance),
            labels,
            preOutput,
            activation,
            mask,
            wantGradient);
    return new Weighted(evaluation, byLogVariance);
  }

  @Override
  public double[] evaluate(Batch batch, double factor) {
    return evaluate(batch, factor, new double[losses.length], new double[losses.length]);
  }

  private double[] evaluate(
      Batch batch, double factor, double[] logVariances, double[] byLogVariance) {
    double[] sum = new double[batch.examples()];
    for (int i = 0; i < losses.length; i++) {
      double weight = Math.exp(-logVariances[i]);
      double[] part = losses[i].evaluate(batch, factor * weight);
      byLogVariance[i] = 0;
      for (int e = 0; e < sum.length; e++) {
        sum[e] += weight * part[e] + logVariances[i];
        byLogVariance[i] += 1 - weight * part[e];
      }
    }
    return sum;
  }

  @Override
  public Map<String, Object> options() {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("losses", losses);
    return options;
  }

  @Override
  public String toString() {
    return Arrays.stream(losses)
        .map(VisionLoss::toString)
        .collect(Collectors.joining(", ", NAME + "(", ")"));
  }
}
