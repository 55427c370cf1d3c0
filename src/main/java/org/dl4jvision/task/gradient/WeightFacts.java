package org.dl4jvision.task.gradient;

import java.util.List;

/**
 * What gradients by the weights are, on some batches.
 *
 * @param names of the terms of the loss
 * @param ofTerms the mean gradient of each term, its own weight included
 * @param total their sum
 * @param noiseScale see {@link NoiseScale}
 * @param health of the layers
 * @param batches that were looked at
 * @param examples in them
 */
public record WeightFacts(
    List<String> names,
    List<ParameterGradient> ofTerms,
    ParameterGradient total,
    double noiseScale,
    LayerHealth health,
    int batches,
    long examples) {

  /** The cosine of the angle between the gradients of two terms. */
  public double cosine(int first, int second) {
    return ofTerms.get(first).cosine(ofTerms.get(second));
  }
}
