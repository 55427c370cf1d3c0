package org.dl4jvision.task.gradient;

import java.util.ArrayList;
import java.util.List;

/** Adds up the gradients of the terms of a loss by the weights, batch after batch. */
final class WeightSums {

  private final List<ParameterGradient> sums = new ArrayList<>();
  private final NoiseScale noise = new NoiseScale();
  private long examples;
  private int batches;

  /**
   * Adds a batch.
   *
   * @param ofTerms the mean gradient over its examples of each term, in the same order as ever
   * @param count of its examples
   */
  void add(List<ParameterGradient> ofTerms, long count) {
    for (int i = 0; i < ofTerms.size(); i++) {
      ParameterGradient sum = ofTerms.get(i).times((double) count);
      if (sums.size() <= i) {
        sums.add(sum);
      } else {
        sums.set(i, sums.get(i).plus(sum));
      }
    }
    noise.add(ofTerms.stream().reduce(ParameterGradient::plus).orElseThrow(), count);
    examples += count;
    batches++;
  }

  /**
   * What was found.
   *
   * @param names of the terms
   * @throws IllegalStateException without a batch
   */
  WeightFacts facts(List<String> names) {
    if (batches == 0) {
      throw new IllegalStateException("no batch was added");
    }
    List<ParameterGradient> means = sums.stream().map(sum -> sum.times(1.0 / examples)).toList();
    ParameterGradient total = means.stream().reduce(ParameterGradient::plus).orElseThrow();
    return new WeightFacts(
        names, means, total, noise.value(), new LayerHealth(total), batches, examples);
  }
}
