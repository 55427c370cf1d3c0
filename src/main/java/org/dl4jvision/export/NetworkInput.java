package org.dl4jvision.export;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.export.operation.NetworkWriter;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An input of a network, as the layers that see it take it.
 *
 * @param name in the graph
 * @param isMap whether it is [N, channels, height, width]; else it is [N, channels]
 * @param channels or 0 where nothing says them
 */
record NetworkInput(String name, boolean isMap, long channels) {

  /** All inputs of a network. */
  static List<NetworkInput> of(ComputationGraph network) {
    ComputationGraphConfiguration graph = network.getConfiguration();
    return graph.getNetworkInputs().stream().map(name -> of(graph, name)).toList();
  }

  private static NetworkInput of(ComputationGraphConfiguration graph, String name) {
    for (Map.Entry<String, GraphVertex> entry : graph.getVertices().entrySet()) {
      boolean sees = graph.getVertexInputs().get(entry.getKey()).contains(name);
      if (sees
          && entry.getValue() instanceof LayerVertex holder
          && NetworkWriter.layer(holder) instanceof FeedForwardLayer layer
          && layer.getNIn() > 0) {
        return of(name, holder, layer);
      }
    }
    return new NetworkInput(name, true, 0);
  }

  private static NetworkInput of(String name, LayerVertex holder, FeedForwardLayer layer) {
    if (holder.getPreProcessor() instanceof FeedForwardToCnnPreProcessor map) {
      long numbers = map.getNumChannels() * map.getInputHeight() * map.getInputWidth();
      return new NetworkInput(name, false, numbers);
    }
    boolean takesVectors = layer instanceof DenseLayer || layer instanceof BaseOutputLayer;
    return new NetworkInput(name, !takesVectors, layer.getNIn());
  }

  /**
   * The sizes of its dimensions, as numbers or names.
   *
   * @param size the only height and width of maps, or null
   */
  List<String> dimensions(int[] size) {
    String depth = channels == 0 ? "channels" : String.valueOf(channels);
    if (!isMap) {
      return List.of("batch", depth);
    }
    return size == null
        ? List.of("batch", depth, "height", "width")
        : List.of("batch", depth, String.valueOf(size[0]), String.valueOf(size[1]));
  }

  /**
   * Random numbers of its shape, the same at every call.
   *
   * @param size height and width of maps
   */
  INDArray random(int examples, int[] size) {
    long depth = channels == 0 ? 3 : channels;
    long[] shape =
        isMap ? new long[] {examples, depth, size[0], size[1]} : new long[] {examples, depth};
    INDArray array = Nd4j.create(shape);
    Random random = new Random(1);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextGaussian());
    }
    return array;
  }
}
