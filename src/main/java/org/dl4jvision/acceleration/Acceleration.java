package org.dl4jvision.acceleration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.layers.convolution.CnnLossLayer;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.Deconvolution2DLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.convolution.upsampling.Upsampling2D;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes the convolutions of a Deeplearning4j network use oneDNN.
 *
 * <p>Deeplearning4j 1.0.0-M2.1 multiplies matrices instead, many times slower, although ND4J's
 * operations run on oneDNN where the natives contain it. {@link #enable} gives the layers of a
 * network, however it was made or read, helpers that call these operations; results change by float
 * rounding only. Helpers are not part of the configuration: call it again after {@code clone()},
 * {@code init()}, restoring or transfer learning.
 */
public final class Acceleration {

  private static final LayerField CONVOLUTION_HELPER =
      new LayerField(ConvolutionLayer.class, "helper");
  private static final LayerField BATCH_NORM_HELPER =
      new LayerField(BatchNormalization.class, "helper");

  /** Layers that never write to their input. */
  private static final Set<Class<?>> READ_ONLY =
      Set.of(
          ConvolutionLayer.class,
          Deconvolution2DLayer.class,
          SubsamplingLayer.class,
          Upsampling2D.class,
          BatchNormalization.class,
          CnnLossLayer.class);

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
    Objects.requireNonNull(network, "network");
    List<Node> nodes;
    DataType dataType;
    if (network instanceof ComputationGraph graph) {
      checkInitialized(graph.getVertices() != null && graph.params() != null);
      nodes = nodes(graph);
      dataType = graph.getConfiguration().getDataType();
    } else if (network instanceof MultiLayerNetwork sequence) {
      checkInitialized(sequence.getLayers() != null && sequence.params() != null);
      nodes = nodes(sequence);
      dataType = sequence.getLayerWiseConfigurations().getDataType();
    } else {
      throw new IllegalArgumentException(
          "network is a "
              + network.getClass().getName()
              + ", allowed: MultiLayerNetwork, ComputationGraph");
    }
    String obstacle = obstacle(dataType);
    return obstacle != null ? Report.disabled(obstacle) : enable(nodes);
  }

  private static String obstacle(DataType dataType) {
    if (!Nd4j.getEnvironment().isCPU()) {
      return "the backend is not the CPU";
    }
    if (!Nd4j.getBackend().buildInfo().contains("HAVE_ONEDNN")) {
      return "the natives have no oneDNN; add nd4j-native with a classifier that ends in -onednn";
    }
    if (!Nd4j.getEnvironment().helpersAllowed()) {
      return "Nd4j.getEnvironment().allowHelpers(false) was called";
    }
    if (dataType != DataType.FLOAT) {
      return "the network computes in " + dataType + ", oneDNN in FLOAT";
    }
    return null;
  }

  private static Report enable(List<Node> nodes) {
    int layers = 0;
    List<String> skipped = new ArrayList<>();
    for (Node node : nodes) {
      if (node.layer() instanceof ConvolutionLayer layer
          && layer.getClass() == ConvolutionLayer.class) {
        if (isDilated(layer)) {
          skipped.add(layer.conf().getLayer().getLayerName());
        } else {
          CONVOLUTION_HELPER.set(layer, new OneDnnConvolution(layer, node.outputKept()));
          layers++;
        }
      } else if (node.layer() instanceof BatchNormalization layer
          && layer.getClass() == BatchNormalization.class
          && !layer.layerConf().isLockGammaBeta()) {
        BATCH_NORM_HELPER.set(layer, new MKLDNNBatchNormHelper(DataType.FLOAT));
        layers++;
      }
    }
    String notes =
        skipped.isEmpty()
            ? ""
            : "; left as they are, because ND4J's oneDNN refuses dilated convolutions: " + skipped;
    return layers == 0
        ? Report.disabled("no layer that gains by it" + notes)
        : new Report(true, layers, "oneDNN on in " + layers + " layers" + notes);
  }

  private static boolean isDilated(ConvolutionLayer layer) {
    int[] dilation = layer.layerConf().getDilation();
    return dilation[0] > 1 || dilation[1] > 1;
  }

  /** A layer and whether all that takes its output leaves it as it is. */
  private record Node(Layer layer, boolean outputKept) {}

  private static List<Node> nodes(MultiLayerNetwork network) {
    Layer[] layers = network.getLayers();
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < layers.length; i++) {
      nodes.add(new Node(unwrap(layers[i]), i + 1 < layers.length && isReadOnly(layers[i + 1])));
    }
    return nodes;
  }

  private static List<Node> nodes(ComputationGraph graph) {
    GraphVertex[] vertices = graph.getVertices();
    List<Node> nodes = new ArrayList<>();
    for (GraphVertex vertex : vertices) {
      if (vertex.hasLayer()) {
        VertexIndices[] consumers = vertex.getOutputVertices();
        boolean kept =
            consumers != null
                && consumers.length > 0
                && Stream.of(consumers).allMatch(c -> isReadOnly(vertices[c.getVertexIndex()]));
        nodes.add(new Node(unwrap(vertex.getLayer()), kept));
      }
    }
    return nodes;
  }

  private static boolean isReadOnly(GraphVertex vertex) {
    return vertex.hasLayer()
        ? isReadOnly(vertex.getLayer())
        : vertex instanceof MergeVertex && vertex.getNumInputArrays() > 1;
  }

  private static boolean isReadOnly(Layer layer) {
    return READ_ONLY.contains(layer.getClass()) && layer.conf().getLayer().getIDropout() == null;
  }

  private static Layer unwrap(Layer layer) {
    return layer instanceof BaseWrapperLayer wrapper ? unwrap(wrapper.getUnderlying()) : layer;
  }

  private static void checkInitialized(boolean initialized) {
    if (!initialized) {
      throw new IllegalArgumentException("network is not initialized: call its init() first");
    }
  }
}
