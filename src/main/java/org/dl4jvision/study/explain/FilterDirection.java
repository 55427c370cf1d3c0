package org.dl4jvision.study.explain;

import java.util.Random;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.task.gradient.NetworkTwin;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A random direction in the space of a network's weights, each filter of which is as long as the
 * filter of the network: so that a step means the same to layers, and networks, of any scale.
 * Biases and normalizations stay where they are.
 *
 * @see <a href="https://arxiv.org/abs/1712.09913">Li et al. (2018), section 4</a>
 */
final class FilterDirection {

  private FilterDirection() {}

  /** The direction as a vector of all parameters. */
  static INDArray of(ComputationGraph network, long seed) {
    Random random = new Random(seed);
    ComputationGraph direction = NetworkTwin.copyOf(network);
    for (var layer : direction.getLayers()) {
      boolean turned = layer.conf().getLayer() instanceof Deconvolution2D;
      for (INDArray weights : layer.paramTable().values()) {
        fill(weights, turned, random);
      }
    }
    return direction.params();
  }

  /** Replaces weights by random ones, filter by filter of the same length. */
  private static void fill(INDArray weights, boolean turned, Random random) {
    if (weights.rank() < 2 || (weights.size(0) == 1 && weights.rank() == 2)) {
      weights.assign(0); // a bias, or what a normalization keeps
      return;
    }
    int dimension = weights.rank() == 2 || turned ? 1 : 0;
    double[] own = weights.dup('c').data().asDouble();
    double[] values = new double[own.length];
    int filters = (int) weights.size(dimension);
    double[] lengths = new double[filters];
    double[] drawn = new double[filters];
    int inner = own.length / filters / (dimension == 0 ? 1 : (int) weights.size(0));
    for (int i = 0; i < own.length; i++) {
      int filter = i / inner % filters;
      values[i] = random.nextGaussian();
      lengths[filter] += own[i] * own[i];
      drawn[filter] += values[i] * values[i];
    }
    for (int i = 0; i < own.length; i++) {
      int filter = i / inner % filters;
      values[i] *= Math.sqrt(lengths[filter] / drawn[filter]);
    }
    weights.assign(
        Nd4j.createFromArray(values).reshape('c', weights.shape()).castTo(weights.dataType()));
  }
}
