package org.dl4jvision.acceleration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.graph.vertex.impl.ScaleVertex;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.acceleration.kind.HiddenField;
import org.dl4jvision.acceleration.kind.Setting;
import org.dl4jvision.layer.feature.FrozenBatchNormalization;
import org.dl4jvision.layer.feature.GroupedConvolutionLayer;

/** Reads the parts of a network, each after those whose output it takes. */
final class NetworkParts {

  private static final HiddenField LAYERS_BY_NAME =
      new HiddenField(MultiLayerNetwork.class, "layerMap");
  private static final HiddenField VERTICES_BY_NAME =
      new HiddenField(ComputationGraph.class, "verticesMap");

  /** Configurations of layers that never write to their input in training. */
  private static final Set<Class<?>> READ_ONLY =
      Set.of(
          org.deeplearning4j.nn.conf.layers.ActivationLayer.class,
          org.deeplearning4j.nn.conf.layers.BatchNormalization.class,
          org.deeplearning4j.nn.conf.layers.CnnLossLayer.class,
          org.deeplearning4j.nn.conf.layers.Convolution3D.class,
          org.deeplearning4j.nn.conf.layers.ConvolutionLayer.class,
          org.deeplearning4j.nn.conf.layers.Deconvolution2D.class,
          org.deeplearning4j.nn.conf.layers.Deconvolution3D.class,
          org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D.class,
          org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer.class,
          org.deeplearning4j.nn.conf.layers.SeparableConvolution2D.class,
          org.deeplearning4j.nn.conf.layers.Subsampling3DLayer.class,
          org.deeplearning4j.nn.conf.layers.SubsamplingLayer.class,
          org.deeplearning4j.nn.conf.layers.Upsampling2D.class,
          org.deeplearning4j.nn.conf.layers.Upsampling3D.class,
          org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer.class,
          FrozenBatchNormalization.class,
          GroupedConvolutionLayer.class);

  private NetworkParts() {}

  /**
   * The parts of a sequence of layers.
   *
   * @param direct whether oneDNN may be called directly
   */
  static List<Part> of(MultiLayerNetwork network, boolean direct) {
    Layer[] layers = network.getLayers();
    @SuppressWarnings("unchecked")
    Map<String, Layer> byName = (Map<String, Layer>) LAYERS_BY_NAME.get(network);
    List<Part> parts = new ArrayList<>();
    // Callers may ask for the gradient by the input.
    Part before = Part.networkInput(true);
    for (int i = 0; i < layers.length; i++) {
      int index = i;
      Consumer<Layer> replace =
          layer -> {
            layers[index] = layer;
            byName.replace(layer.conf().getLayer().getLayerName(), layer);
          };
      Part.Site site =
          new Part.Site(
              List.of(before),
              false,
              network.getLayerWiseConfigurations().getInputPreProcess(i) != null,
              false,
              readsOnly(layers[i]));
      before = layer(layers[i], site, new Setting(direct), replace);
      parts.add(before);
    }
    return parts;
  }

  /**
   * The parts of a graph.
   *
   * @param direct whether oneDNN may be called directly
   */
  static List<Part> of(ComputationGraph graph, boolean direct) {
    Map<Integer, Part> parts = new LinkedHashMap<>();
    for (int index : graph.topologicalSortOrder()) {
      parts.put(index, part(graph, index, parts, direct));
    }
    return List.copyOf(parts.values());
  }

  private static Part part(
      ComputationGraph graph, int index, Map<Integer, Part> parts, boolean direct) {
    GraphVertex vertex = graph.getVertices()[index];
    if (vertex.isInputVertex()) {
      return Part.networkInput(false);
    }
    LayerVertex holder = vertex instanceof LayerVertex layer ? layer : null;
    Part.Site site =
        new Part.Site(
            Stream.of(vertex.getInputVertices()).map(i -> parts.get(i.getVertexIndex())).toList(),
            false,
            holder != null && holder.getLayerPreProcessor() != null,
            graph.getConfiguration().getNetworkOutputs().contains(vertex.getVertexName()),
            readsOnly(vertex));
    Setting setting = new Setting(direct);
    return holder == null
        ? new Part(vertex.getVertexName(), vertex, site, setting, other -> put(graph, index, other))
        : layer(holder.getLayer(), site, setting, other -> put(graph, holder, other));
  }

  private static void put(ComputationGraph graph, int index, Object vertex) {
    GraphVertex other = (GraphVertex) vertex;
    @SuppressWarnings("unchecked")
    Map<String, GraphVertex> byName = (Map<String, GraphVertex>) VERTICES_BY_NAME.get(graph);
    graph.getVertices()[index] = other;
    byName.put(other.getVertexName(), other);
  }

  private static void put(ComputationGraph graph, LayerVertex holder, Layer layer) {
    Layer old = holder.getLayer();
    holder.setLayer(layer);
    Arrays.asList(graph.getLayers()).replaceAll(other -> other == old ? layer : other);
  }

  /** The part of a layer, or of what is in it, if it wraps another one. */
  private static Part layer(Layer layer, Part.Site site, Setting setting, Consumer<Layer> replace) {
    if (layer instanceof BaseWrapperLayer wrapper) {
      return layer(
          wrapper.getUnderlying(),
          new Part.Site(site.inputs(), true, site.preprocessed(), site.seen(), site.readsOnly()),
          setting,
          wrapper::setUnderlying);
    }
    return new Part(
        layer.conf().getLayer().getLayerName(),
        layer,
        site,
        setting,
        other -> replace.accept((Layer) other));
  }

  private static boolean readsOnly(GraphVertex vertex) {
    return vertex.hasLayer()
        ? readsOnly(vertex.getLayer())
        : vertex instanceof ScaleVertex
            || (vertex instanceof MergeVertex || vertex instanceof ElementWiseVertex)
                && vertex.getNumInputArrays() > 1;
  }

  private static boolean readsOnly(Layer layer) {
    org.deeplearning4j.nn.conf.layers.Layer conf = layer.conf().getLayer();
    return READ_ONLY.contains(conf.getClass()) && conf.getIDropout() == null;
  }
}
