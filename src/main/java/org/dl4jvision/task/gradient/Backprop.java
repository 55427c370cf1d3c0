package org.dl4jvision.task.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One batch forward through a network and back from any vertex, with what Deeplearning4j throws
 * away: every vertex's output, and the derivative by it. Loss layers are left out: the way back
 * begins with derivatives that the caller knows.
 *
 * <p>The network is to be a {@linkplain NetworkTwin twin}. Its memory is that of all maps of the
 * batch, twice.
 */
public final class Backprop {

  /** What batch normalizations keep in place of weights, by the names of parameters. */
  private static final Set<String> STATISTICS = Set.of("mean", "var", "log10stdev");

  private final ComputationGraph network;
  private final boolean training;
  private final LayerWorkspaceMgr memory = LayerWorkspaceMgr.noWorkspaces();
  private final Map<String, INDArray> outputs = new LinkedHashMap<>();
  private final Map<String, INDArray> derivatives = new HashMap<>();
  private final long examples;
  private boolean used;

  /**
   * Goes forward.
   *
   * @param training whether batches are normalized by themselves, as in a training, or by the
   *     statistics of it; with these a network must not be accelerated
   */
  public Backprop(ComputationGraph network, INDArray images, boolean training) {
    this.network = network;
    this.training = training;
    examples = images.size(0);
    network.initGradientsView();
    network.setInputs(images);
    for (int index : network.topologicalSortOrder()) {
      GraphVertex vertex = network.getVertices()[index];
      if (isLoss(vertex)) {
        continue;
      }
      INDArray output = vertex.isInputVertex() ? images : vertex.doForward(training, memory);
      outputs.put(vertex.getVertexName(), output);
      for (VertexIndices to : connections(vertex.getOutputVertices())) {
        network.getVertices()[to.getVertexIndex()].setInput(
            to.getVertexEdgeNumber(), output, memory);
      }
    }
  }

  private static boolean isLoss(GraphVertex vertex) {
    return vertex.hasLayer() && vertex.getLayer() instanceof IOutputLayer;
  }

  private static VertexIndices[] connections(VertexIndices[] given) {
    return given == null ? new VertexIndices[0] : given;
  }

  /** The outputs of all vertices but the loss layers, by their names, in the order of the way. */
  public Map<String, INDArray> outputs() {
    return outputs;
  }

  /**
   * Goes back, once.
   *
   * @param from the vertex to begin at
   * @param derivative the derivative of something, a sum over the examples, by its output
   * @return the derivative by the weights, divided by the number of examples
   */
  public ParameterGradient back(String from, INDArray derivative) {
    if (used) {
      throw new IllegalStateException("layers forget what they need for a second way back");
    }
    used = true;
    derivatives.put(from, derivative);
    Map<String, INDArray> layers = new LinkedHashMap<>();
    int[] order = network.topologicalSortOrder();
    for (int i = order.length - 1; i >= 0; i--) {
      GraphVertex vertex = network.getVertices()[order[i]];
      INDArray by = derivatives.get(vertex.getVertexName());
      boolean frozen = vertex.hasLayer() && vertex.getLayer() instanceof FrozenLayer;
      if (by == null || vertex.isInputVertex() || frozen || isLoss(vertex)) {
        continue;
      }
      // Some layers work in the array that they are given.
      vertex.setEpsilon(by.dup());
      Pair<Gradient, INDArray[]> result =
          !training && vertex.hasLayer() && vertex.getLayer() instanceof BatchNormalization layer
              ? new Pair<>(null, new INDArray[] {throughStatistics(layer, by)})
              : vertex.doBackward(false, memory);
      if (result.getFirst() != null) {
        INDArray flat = flat(result.getFirst());
        if (flat != null) {
          layers.put(vertex.getVertexName(), flat.divi(examples));
        }
      }
      spread(vertex, result.getSecond());
    }
    return new ParameterGradient(layers);
  }

  private void spread(GraphVertex vertex, INDArray[] byInputs) {
    VertexIndices[] inputs = connections(vertex.getInputVertices());
    for (int i = 0; i < inputs.length && i < byInputs.length; i++) {
      if (byInputs[i] != null) {
        String name = network.getVertices()[inputs[i].getVertexIndex()].getVertexName();
        derivatives.merge(name, byInputs[i], INDArray::add);
      }
    }
  }

  /** A copy of the derivatives by weights, as a vector; null where there are none. */
  private static INDArray flat(Gradient gradient) {
    List<INDArray> parts = new ArrayList<>();
    gradient
        .gradientForVariable()
        .forEach(
            (name, values) -> {
              if (!STATISTICS.contains(name)) {
                parts.add(values);
              }
            });
    return parts.isEmpty() ? null : Nd4j.toFlattened('c', parts);
  }

  /**
   * Deeplearning4j's way back is that of a batch that is normalized by itself. By statistics a
   * normalization is a line for each channel, whose slope its values at 0 and 1 tell.
   */
  private INDArray throughStatistics(BatchNormalization layer, INDArray by) {
    long channels = by.size(1);
    INDArray zeros = Nd4j.zeros(by.dataType(), 1, channels, 1, 1);
    INDArray input = Nd4j.concat(0, zeros, zeros.add(1));
    INDArray output = layer.activate(input, false, memory);
    INDArray slope = OneImage.of(output, 1).sub(OneImage.of(output, 0));
    return by.mul(slope.broadcast(by.shape()));
  }

  /** The derivative by a vertex's output, after the way back; null where the way does not lead. */
  public INDArray derivative(String vertex) {
    return derivatives.get(vertex);
  }
}
