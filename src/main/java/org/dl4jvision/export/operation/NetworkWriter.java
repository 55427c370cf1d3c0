package org.dl4jvision.export.operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.dl4jvision.export.graph.OnnxGraph;
import org.dl4jvision.export.graph.OnnxValue;
import org.dl4jvision.layer.feature.FrozenBatchNormalization;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes the vertices of a network, each after those whose output it takes. */
public final class NetworkWriter {

  /** What is a part of the convolution before it; other subclasses behave otherwise. */
  private static final Set<Class<?>> NORMALIZATIONS =
      Set.of(BatchNormalization.class, FrozenBatchNormalization.class);

  private final ComputationGraph network;
  private final OnnxGraph graph;
  private final Map<String, OnnxValue> values = new HashMap<>();

  /** Batch normalizations that are parts of the convolutions before them. */
  private final Set<String> taken = new HashSet<>();

  /**
   * @param graph has the network's inputs
   * @param inputs by their names
   */
  public NetworkWriter(ComputationGraph network, OnnxGraph graph, Map<String, OnnxValue> inputs) {
    this.network = network;
    this.graph = graph;
    values.putAll(inputs);
  }

  /**
   * Adds the nodes of all vertices, and returns what these give by their names.
   *
   * @throws IllegalArgumentException naming the first that has no form in ONNX
   */
  public Map<String, OnnxValue> write() {
    for (int index : network.topologicalSortOrder()) {
      org.deeplearning4j.nn.graph.vertex.GraphVertex vertex = network.getVertices()[index];
      if (!vertex.isInputVertex()) {
        values.put(vertex.getVertexName(), write(vertex));
      }
    }
    return values;
  }

  private OnnxValue write(org.deeplearning4j.nn.graph.vertex.GraphVertex vertex) {
    String name = vertex.getVertexName();
    List<OnnxValue> inputs = new ArrayList<>();
    for (String input : network.getConfiguration().getVertexInputs().get(name)) {
      inputs.add(values.get(input));
    }
    if (taken.contains(name)) {
      return inputs.get(0);
    }
    graph.begin(name);
    Site site = new Site(graph, name, inputs, key -> parameter(name, key), () -> take(vertex));
    GraphVertex configuration = configuration(name);
    if (!(configuration instanceof LayerVertex holder)) {
      return OnnxOperations.write(configuration, "the vertex", site);
    }
    if (holder.getPreProcessor() != null) {
      OnnxValue seen = OnnxOperations.write(holder.getPreProcessor(), "the preprocessor", site);
      site = site.of(seen);
    }
    return OnnxOperations.write(layer(holder), "the layer", site);
  }

  private GraphVertex configuration(String name) {
    return network.getConfiguration().getVertices().get(name);
  }

  private INDArray parameter(String name, String key) {
    return network.getVertex(name).getLayer().getParam(key);
  }

  /** The layer of a vertex; whether it is trained makes no difference here. */
  public static Layer layer(LayerVertex holder) {
    Layer layer = holder.getLayerConf().getLayer();
    if (layer instanceof FrozenLayer frozen) {
      return frozen.getLayer();
    }
    return layer instanceof FrozenLayerWithBackprop frozen ? frozen.getUnderlying() : layer;
  }

  private Optional<ChannelAffine> take(org.deeplearning4j.nn.graph.vertex.GraphVertex vertex) {
    VertexIndices[] followers = vertex.getOutputVertices();
    String name = vertex.getVertexName();
    if (followers == null
        || followers.length != 1
        || network.getConfiguration().getNetworkOutputs().contains(name)) {
      return Optional.empty();
    }
    String next = network.getVertices()[followers[0].getVertexIndex()].getVertexName();
    if (!(configuration(next) instanceof LayerVertex holder)
        || holder.getPreProcessor() != null
        || !(layer(holder) instanceof BatchNormalization normalization)
        || !NORMALIZATIONS.contains(normalization.getClass())) {
      return Optional.empty();
    }
    taken.add(next);
    Site there = new Site(graph, next, List.of(), key -> parameter(next, key), Optional::empty);
    return Optional.of(ChannelAffine.of(normalization, there));
  }
}
