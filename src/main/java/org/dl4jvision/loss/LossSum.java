package org.dl4jvision.loss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.family.DenseLoss;
import org.dl4jvision.loss.family.Pass;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossType;
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

  /** Losses of pixels that ignore the same label look at them together. */
  @Override
  public double[] evaluate(Batch batch, double factor) {
    double[] sum = new double[batch.examples()];
    Map<Optional<Integer>, List<Pass>> together = new LinkedHashMap<>();
    for (int i = 0; i < losses.length; i++) {
      if (losses[i] instanceof DenseLoss dense) {
        together
            .computeIfAbsent(Optional.ofNullable(dense.ignoreIndex()), k -> new ArrayList<>())
            .addAll(dense.checkedPasses(batch, weights[i], factor));
      } else {
        add(sum, weights[i], losses[i].evaluate(batch, factor * weights[i]));
      }
    }
    together.forEach(
        (ignored, passes) -> add(sum, 1, Pass.run(passes, batch, ignored.orElse(null))));
    return sum;
  }

  private static void add(double[] sum, double weight, double[] part) {
    for (int e = 0; e < sum.length; e++) {
      sum[e] += weight * part[e];
    }
  }

  @Override
  public Map<String, Object> options() {
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
