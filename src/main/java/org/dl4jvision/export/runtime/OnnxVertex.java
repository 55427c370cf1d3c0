package org.dl4jvision.export.runtime;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vertex that has a model computed by ONNX Runtime, so that what uses networks of Deeplearning4j
 * can use models as well. It cannot be trained or saved.
 */
public final class OnnxVertex extends GraphVertex {

  private static final String NAME = "model";

  private final OnnxModel model;

  private OnnxVertex(OnnxModel model) {
    this.model = model;
  }

  /**
   * A network of nothing but a model of one input, whose first output it gives.
   *
   * @throws IllegalArgumentException if the model has several inputs
   */
  public static ComputationGraph network(OnnxModel model) {
    return init(builder(model).setOutputs(NAME));
  }

  /** A network of a model of one input, and a layer that sees its first output. */
  public static ComputationGraph network(OnnxModel model, Layer layer) {
    return init(builder(model).addLayer("output", layer, NAME).setOutputs("output"));
  }

  private static GraphBuilder builder(OnnxModel model) {
    Check.that(model.inputs().size() == 1, "inputs", model.inputs(), "models of one input");
    return new NeuralNetConfiguration.Builder()
        .graphBuilder()
        .addInputs("input")
        .addVertex(NAME, new OnnxVertex(model), "input");
  }

  private static ComputationGraph init(GraphBuilder builder) {
    ComputationGraph network = new ComputationGraph(builder.build());
    network.init();
    return network;
  }

  @Override
  public OnnxVertex clone() {
    return new OnnxVertex(model);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OnnxVertex vertex && vertex.model == model;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(model);
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 1;
  }

  @Override
  public int maxVertexInputs() {
    return 1;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDatatype) {
    return new OnnxVertexImpl(graph, name, index, networkDatatype, model);
  }

  /** Nobody knows, before it is run, what a model gives. */
  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs) {
    return inputs[0];
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return new LayerMemoryReport.Builder(null, getClass(), inputs[0], inputs[0])
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }
}
