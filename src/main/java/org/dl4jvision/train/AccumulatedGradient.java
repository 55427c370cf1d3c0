package org.dl4jvision.train;

import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The gradient of a batch in parts that fit into memory: that of the whole, where the loss is a
 * mean over examples and no layer, such as batch normalization, looks at several of them at once.
 * Each part counts by its examples, so that the last may be smaller. Running statistics change by
 * the mean over the parts.
 */
public final class AccumulatedGradient implements LossGradient {

  private final LossGradient gradient;
  private final int examples;
  private final INDArray of;
  private INDArray sum; // null before the first batch of several parts

  /**
   * @param network that the gradient is of
   * @param gradient of a part
   * @param examples of a part, at most
   * @throws IllegalArgumentException for a network that sums over examples
   */
  public AccumulatedGradient(ComputationGraph network, LossGradient gradient, int examples) {
    Check.that(
        network.conf().isMiniBatch(), "miniBatch", false, "true where gradients are accumulated");
    this.gradient = gradient;
    this.examples = Check.atLeast("examples", examples, 1);
    of = new FlatGradient(network).all();
  }

  @Override
  public double of(MultiDataSet batch) {
    long all = batch.getFeatures(0).size(0);
    if (all <= examples) {
      return gradient.of(batch);
    }
    if (sum == null) {
      sum = of.ulike();
    }
    sum.assign(0);
    double loss = 0;
    for (long from = 0; from < all; from += examples) {
      long to = Math.min(all, from + examples);
      double share = (to - from) / (double) all;
      loss += share * gradient.of(part(batch, from, to));
      sum.addi(of.muli(share));
    }
    of.assign(sum);
    return loss;
  }

  private static MultiDataSet part(MultiDataSet batch, long from, long to) {
    return new org.nd4j.linalg.dataset.MultiDataSet(
        part(batch.getFeatures(), from, to),
        part(batch.getLabels(), from, to),
        part(batch.getFeaturesMaskArrays(), from, to),
        part(batch.getLabelsMaskArrays(), from, to));
  }

  private static INDArray[] part(INDArray[] arrays, long from, long to) {
    return arrays == null
        ? null
        : Arrays.stream(arrays)
            .map(array -> array == null ? null : part(array, from, to))
            .toArray(INDArray[]::new);
  }

  private static INDArray part(INDArray array, long from, long to) {
    INDArrayIndex[] where = new INDArrayIndex[array.rank()];
    Arrays.fill(where, NDArrayIndex.all());
    where[0] = NDArrayIndex.interval(from, to);
    return array.get(where).dup();
  }
}
