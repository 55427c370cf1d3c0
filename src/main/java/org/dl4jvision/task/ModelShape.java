package org.dl4jvision.task;

import java.util.List;
import java.util.OptionalLong;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** What a network takes and gives, as far as its layers say it: its file may be another run's. */
public final class ModelShape {

  private ModelShape() {}

  /** The channels of its images. */
  public static OptionalLong inputChannels(ComputationGraph network) {
    ComputationGraphConfiguration graph = network.getConfiguration();
    return graph.getVertexInputs().entrySet().stream()
        .filter(entry -> graph.getNetworkInputs().containsAll(entry.getValue()))
        .map(entry -> layer(graph.getVertices().get(entry.getKey())))
        .filter(layer -> layer != null && layer.getNIn() > 0)
        .mapToLong(FeedForwardLayer::getNIn)
        .findFirst();
  }

  /** The channels of its first output. */
  public static OptionalLong outputChannels(ComputationGraph network) {
    ComputationGraphConfiguration graph = network.getConfiguration();
    String vertex = graph.getNetworkOutputs().get(0);
    while (true) {
      FeedForwardLayer layer = layer(graph.getVertices().get(vertex));
      if (layer != null && layer.getNOut() > 0) {
        return OptionalLong.of(layer.getNOut());
      }
      List<String> inputs = graph.getVertexInputs().get(vertex);
      if (inputs == null || inputs.size() != 1) {
        return OptionalLong.empty();
      }
      vertex = inputs.get(0);
    }
  }

  /** The layer of a vertex, if it is one of those that say their channels; else null. */
  private static FeedForwardLayer layer(GraphVertex vertex) {
    return vertex instanceof LayerVertex one
            && one.getLayerConf().getLayer() instanceof FeedForwardLayer layer
        ? layer
        : null;
  }
}
