package org.dl4jvision.task.gradient;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The derivative of a loss by the weights of a network, the mean over the examples of a batch.
 * Statistics that batch normalizations keep are no weights.
 *
 * @param layers the derivatives by the weights of each layer, as vectors
 */
public record ParameterGradient(Map<String, INDArray> layers) {

  public ParameterGradient {
    layers = new LinkedHashMap<>(layers);
  }

  /** The sum of both. */
  public ParameterGradient plus(ParameterGradient other) {
    Map<String, INDArray> sum = new LinkedHashMap<>();
    layers.forEach((name, values) -> sum.put(name, values.add(other.layers.get(name))));
    return new ParameterGradient(sum);
  }

  /** All times a number. */
  public ParameterGradient times(double factor) {
    Map<String, INDArray> product = new LinkedHashMap<>();
    layers.forEach((name, values) -> product.put(name, values.mul(factor)));
    return new ParameterGradient(product);
  }

  /** The sum over all weights of the products. */
  public double dot(ParameterGradient other) {
    return layers.entrySet().stream()
        .mapToDouble(e -> e.getValue().mul(other.layers.get(e.getKey())).sumNumber().doubleValue())
        .sum();
  }

  /** The Euclidean length. */
  public double norm() {
    return Math.sqrt(dot(this));
  }

  /**
   * The cosine of the angle between both: 1 pulls the same way, -1 against it; NaN where one is 0.
   */
  public double cosine(ParameterGradient other) {
    return dot(other) / (norm() * other.norm());
  }

  /** The root of the mean square of each layer's. */
  public Map<String, Double> rootMeanSquares() {
    Map<String, Double> result = new LinkedHashMap<>();
    layers.forEach(
        (name, values) ->
            result.put(
                name, Math.sqrt(values.mul(values).sumNumber().doubleValue() / values.length())));
    return result;
  }
}
