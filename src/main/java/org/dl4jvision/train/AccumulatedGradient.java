package org.dl4jvision.train;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

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
    int all = Math.toIntExact(Examples.count(batch));
    if (all <= examples) {
      return gradient.of(batch);
    }
    if (sum == null) {
      sum = of.ulike();
    }
    sum.assign(0);
    double loss = 0;
    for (int from = 0; from < all; from += examples) {
      int to = Math.min(all, from + examples);
      double share = (to - from) / (double) all;
      loss += share * gradient.of(Examples.of(batch, IntStream.range(from, to).toArray()));
      sum.addi(of.muli(share));
    }
    of.assign(sum);
    return loss;
  }
}
