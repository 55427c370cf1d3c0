package org.dl4jvision.task.gradient;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A second network that has the weights of a first one in common, so that it can be run through,
 * forward and back, without the first one noticing: inputs, gradients and scores are its own.
 *
 * <p>It drops nothing at random: what is measured with it can be repeated, and no random number is
 * drawn that the first one would have got.
 */
public final class NetworkTwin {

  private NetworkTwin() {}

  /** A twin: when the weights of the network change, so do its. */
  public static ComputationGraph of(ComputationGraph network) {
    return withWeights(network, false);
  }

  /** The same network with a copy of the weights. */
  public static ComputationGraph copyOf(ComputationGraph network) {
    return withWeights(network, true);
  }

  private static ComputationGraph withWeights(ComputationGraph network, boolean copy) {
    ComputationGraphConfiguration configuration = network.getConfiguration().clone();
    configuration.getVertices().values().stream()
        .filter(LayerVertex.class::isInstance)
        .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
        .filter(layer -> layer != null)
        .forEach(layer -> layer.setIDropout(null));
    ComputationGraph twin = new ComputationGraph(configuration);
    twin.init(network.params(), copy);
    return twin;
  }
}
