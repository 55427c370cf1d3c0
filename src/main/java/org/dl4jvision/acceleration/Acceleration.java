package org.dl4jvision.acceleration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes the convolutions of a Deeplearning4j network use oneDNN.
 *
 * <p>Deeplearning4j 1.0.0-M2.1 multiplies matrices instead, many times slower, although ND4J's
 * operations run on oneDNN where the natives contain it. {@link #enable} gives a network, however
 * it was made or read, layers that call these operations and, where neighbours allow it, pass each
 * other feature maps with the channels last in memory; results change by float rounding only,
 * configuration and parameters not at all. Saved models stay plain Deeplearning4j models: call it
 * again after {@code clone()}, {@code init()}, restoring or transfer learning.
 */
public final class Acceleration {

  private static final LayerField BATCH_NORM_HELPER =
      new LayerField(BatchNormalization.class, "helper");
  private static final LayerField LAYERS_BY_NAME =
      new LayerField(MultiLayerNetwork.class, "layerMap");
  private static final LayerField VERTICES_BY_NAME =
      new LayerField(ComputationGraph.class, "verticesMap");

  /** Configurations of layers that never write to their input in training. */
  private static final Set<Class<?>> READ_ONLY =
      Set.of(
          org.deeplearning4j.nn.conf.layers.ActivationLayer.class,
          org.deeplearning4j.nn.conf.layers.BatchNormalization.class,
          org.deeplearning4j.nn.conf.layers.CnnLossLayer.class,
          org.deeplearning4j.nn.conf.layers.ConvolutionLayer.class,
          org.deeplearning4j.nn.conf.layers.Deconvolution2D.class,
          org.deeplearning4j.nn.conf.layers.SubsamplingLayer.class,
          org.deeplearning4j.nn.conf.layers.Upsampling2D.class);

  private Acceleration() {}

  /**
   * What was done.
   *
   * @param enabled whether any layer was accelerated
   * @param layers how many were
   * @param message the same for a reader: what was accelerated, what was not and why
   */
  public record Report(boolean enabled, int layers, String message) {
    private static Report disabled(String reason) {
      return new Report(false, 0, "not accelerated: " + reason);
    }

    @Override
    public String toString() {
      return message;
    }
  }

  /**
   * Accelerates a network in place. Does nothing, and says why, where the backend is not the CPU,
   * its natives have no oneDNN or the network does not compute in FLOAT. Calling it twice is
   * harmless.
   *
   * @param network a MultiLayerNetwork or ComputationGraph
   * @throws IllegalArgumentException for another model, or one that is not initialized
   */
  public static Report enable(Model network) {
    return enable(network, OneDnn.isAvailable());
  }

  /** As above; {@code direct} says whether oneDNN may be called directly. */
  static Report enable(Model network, boolean direct) {
    Objects.requireNonNull(network, "network");
    Part[] parts;
    DataType dataType;
    if (network instanceof ComputationGraph graph) {
      checkInitialized(graph.getVertices() != null && graph.params() != null);
      parts = parts(graph, direct);
      dataType = graph.getConfiguration().getDataType();
    } else if (network instanceof MultiLayerNetwork sequence) {
      checkInitialized(sequence.getLayers() != null && sequence.params() != null);
      parts = parts(sequence, direct);
      dataType = sequence.getLayerWiseConfigurations().getDataType();
    } else {
      throw new IllegalArgumentException(
          "network is a "
              + network.getClass().getName()
              + ", allowed: MultiLayerNetwork, ComputationGraph");
    }
    String obstacle = obstacle(dataType, direct);
    return obstacle != null ? Report.disabled(obstacle) : enable(parts, direct);
  }

  private static String obstacle(DataType dataType, boolean direct) {
    if (!Nd4j.getEnvironment().isCPU()) {
      return "the backend is not the CPU";
    }
    if (!direct && !Nd4j.getBackend().buildInfo().contains("HAVE_ONEDNN")) {
      return "there is no oneDNN here; add org.bytedeco:dnnl-platform, or nd4j-native with a"
          + " classifier that ends in -onednn";
    }
    if (!Nd4j.getEnvironment().helpersAllowed()) {
      return "Nd4j.getEnvironment().allowHelpers(false) was called";
    }
    if (dataType != DataType.FLOAT) {
      return "the network computes in " + dataType + ", oneDNN in FLOAT";
    }
    return null;
  }

  private static Report enable(Part[] parts, boolean direct) {
    Edges edges = new Edges(parts);
    Object[] replaced = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (edges.touch(i)) {
        replaced[i] = parts[i].replace(edges.into(i), edges.outOf(i));
      }
    }
    int layers = 0;
    List<String> skipped = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      Part part = parts[i];
      Layer layer = part.layer();
      if (layer instanceof OneDnnConvolutionLayer) {
        layers++;
      } else if (layer != null && layer.getClass() == ConvolutionLayer.class) {
        ConvolutionLayer convolution = (ConvolutionLayer) layer;
        if (!direct && Part.isDilated(convolution)) {
          skipped.add(layer.conf().getLayer().getLayerName());
        } else {
          int source = edges.into(i, 0) ? edges.onlySource(i) : -1;
          part.replaceLayer(
              accelerated(
                  convolution,
                  new OneDnnConvolutionLayer.Wiring(
                      part.place().outputKept(),
                      edges.into(i, 0),
                      edges.outOf(i),
                      part.place().inputGradientNeeded()),
                  direct,
                  source < 0 ? null : replaced[source]));
          layers++;
        }
      } else if (layer != null && layer.getClass() == BatchNormalization.class) {
        BatchNormalization normalization = (BatchNormalization) layer;
        if (normalization.getHelper() instanceof MKLDNNBatchNormHelper) {
          layers++;
        } else if (!normalization.layerConf().isLockGammaBeta()) {
          BATCH_NORM_HELPER.set(
              layer,
              direct && Part.isPlainNormalization(normalization)
                  ? new OneDnnBatchNormalization(edges.into(i, 0), edges.outOf(i))
                  : new MKLDNNBatchNormHelper(DataType.FLOAT));
          layers++;
        }
      }
    }
    if (layers == 0) {
      return Report.disabled("no layer that gains by it" + notes(skipped));
    }
    String how = direct ? "" : ", called through ND4J, as org.bytedeco:dnnl is not there";
    return new Report(true, layers, "oneDNN on in " + layers + " layers" + how + notes(skipped));
  }

  private static OneDnnConvolutionLayer accelerated(
      ConvolutionLayer layer, OneDnnConvolutionLayer.Wiring wiring, boolean direct, Object source) {
    return source instanceof ChannelsLastUpsampling upsampling
            && UpsampledConvolutionLayer.fits(layer, upsampling)
        ? new UpsampledConvolutionLayer(layer, wiring, direct, upsampling)
        : new OneDnnConvolutionLayer(layer, wiring, direct);
  }

  private static String notes(List<String> skipped) {
    return skipped.isEmpty()
        ? ""
        : "; left as they are, because ND4J's oneDNN refuses dilated convolutions: " + skipped;
  }

  private static Part[] parts(MultiLayerNetwork network, boolean direct) {
    Layer[] layers = network.getLayers();
    @SuppressWarnings("unchecked")
    Map<String, Layer> byName = (Map<String, Layer>) LAYERS_BY_NAME.get(network);
    Part[] parts = new Part[layers.length];
    for (int i = 0; i < layers.length; i++) {
      int index = i;
      boolean last = i + 1 == layers.length;
      Consumer<Layer> replace =
          layer -> {
            layers[index] = layer;
            byName.replace(layer.conf().getLayer().getLayerName(), layer);
          };
      parts[i] =
          Part.of(
              layers[i],
              replace,
              new Part.Place(
                  new int[] {i - 1},
                  last ? new int[0] : new int[] {i + 1},
                  network.getLayerWiseConfigurations().getInputPreProcess(i) != null,
                  !last && isReadOnly(layers[i + 1]),
                  true),
              direct);
    }
    return parts;
  }

  private static Part[] parts(ComputationGraph graph, boolean direct) {
    GraphVertex[] vertices = graph.getVertices();
    List<Layer> layers = Arrays.asList(graph.getLayers());
    @SuppressWarnings("unchecked")
    Map<String, GraphVertex> byName = (Map<String, GraphVertex>) VERTICES_BY_NAME.get(graph);
    List<String> outputs = graph.getConfiguration().getNetworkOutputs();
    Part[] parts = new Part[vertices.length];
    for (int i = 0; i < vertices.length; i++) {
      GraphVertex vertex = vertices[i];
      int index = i;
      int[] from = indices(vertex.getInputVertices());
      // What the user may ask for goes nowhere else.
      int[] to =
          outputs.contains(vertex.getVertexName())
              ? new int[0]
              : indices(vertex.getOutputVertices());
      boolean kept = to.length > 0 && Arrays.stream(to).allMatch(c -> isReadOnly(vertices[c]));
      boolean preprocessed =
          vertex instanceof LayerVertex holder && holder.getLayerPreProcessor() != null;
      Part.Place place =
          new Part.Place(
              from, to, preprocessed, kept, preprocessed || !isAllThatReadsAnInput(vertices, from));
      if (vertex instanceof LayerVertex holder) {
        Layer old = holder.getLayer();
        Consumer<Layer> replace =
            layer -> {
              holder.setLayer(layer);
              layers.replaceAll(l -> l == old ? layer : l);
            };
        parts[i] = Part.of(old, replace, place, direct);
      } else {
        Consumer<GraphVertex> replace =
            other -> {
              vertices[index] = other;
              byName.put(other.getVertexName(), other);
            };
        parts[i] = Part.of(graph, vertex, replace, place);
      }
    }
    return parts;
  }

  /** Of a graph's input nobody sees the gradient; DL4J only adds those of all that read it. */
  private static boolean isAllThatReadsAnInput(GraphVertex[] vertices, int[] from) {
    return from.length == 1
        && vertices[from[0]].isInputVertex()
        && vertices[from[0]].getNumOutputConnections() == 1;
  }

  private static int[] indices(VertexIndices[] vertices) {
    return vertices == null
        ? new int[0]
        : Stream.of(vertices).mapToInt(VertexIndices::getVertexIndex).toArray();
  }

  private static boolean isReadOnly(GraphVertex vertex) {
    return vertex.hasLayer()
        ? isReadOnly(vertex.getLayer())
        : (vertex instanceof MergeVertex || vertex instanceof ElementWiseVertex)
            && vertex.getNumInputArrays() > 1;
  }

  private static boolean isReadOnly(Layer layer) {
    org.deeplearning4j.nn.conf.layers.Layer conf = layer.conf().getLayer();
    return READ_ONLY.contains(conf.getClass()) && conf.getIDropout() == null;
  }

  private static void checkInitialized(boolean initialized) {
    if (!initialized) {
      throw new IllegalArgumentException("network is not initialized: call its init() first");
    }
  }
}
