package org.dl4jvision.loss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dl4jvision.loss.evaluation.Batch;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A weighted sum of losses, such as {@code 2*dice + cross-entropy}. Sums among the losses are
 * dissolved into their terms: expressions have no brackets.
 */
public final class LossSum extends VisionLoss {

  private static final long serialVersionUID = 1;

  private final double[] weights;
  private final VisionLoss[] losses;

  /**
   * @param weights one finite number a loss
   * @param losses at least one
   */
  @JsonCreator
  public LossSum(
      @JsonProperty("weights") double[] weights, @JsonProperty("losses") VisionLoss... losses) {
    if (losses.length == 0 || weights.length != losses.length) {
      throw new IllegalArgumentException(
          "weights has "
              + weights.length
              + " numbers for "
              + losses.length
              + " losses; give one a loss");
    }
    List<Double> allWeights = new ArrayList<>();
    List<VisionLoss> allLosses = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      double weight = Check.notNegative("weight of a loss", weights[i]);
      if (losses[i] instanceof LossSum sum) {
        for (double inner : sum.weights) {
          allWeights.add(Check.notNegative("weight of a loss", weight * inner));
        }
        allLosses.addAll(sum.losses());
      } else {
        allWeights.add(weight);
        allLosses.add(losses[i]);
      }
    }
    this.weights = allWeights.stream().mapToDouble(weight -> weight).toArray();
    this.losses = allLosses.toArray(VisionLoss[]::new);
  }

  public List<VisionLoss> losses() {
    return List.of(losses);
  }

  @Override
  protected double[] evaluate(Batch batch, double factor) {
    double[] sum = new double[batch.examples()];
    for (int i = 0; i < losses.length; i++) {
      double[] part = losses[i].evaluate(batch, factor * weights[i]);
      for (int e = 0; e < sum.length; e++) {
        sum[e] += weights[i] * part[e];
      }
    }
    return sum;
  }

  @Override
  Map<String, Object> options() {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("weights", weights);
    options.put("losses", losses);
    return options;
  }

  @Override
  public String toString() {
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      terms.add((weights[i] == 1 ? "" : LossType.format(weights[i]) + "*") + losses[i]);
    }
    return terms.stream().collect(Collectors.joining(" + "));
  }
}
