package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vertex of two inputs, without parameters and options: a map [N, C, H, W], and what it is
 * changed by.
 */
abstract class MapVertex extends GraphVertex {

  /** The constructor of what computes. */
  @FunctionalInterface
  interface Implementation {
    MapVertexImpl of(ComputationGraph graph, String name, int index, DataType dataType);
  }

  /** Makes the vertex that computes. */
  abstract Implementation implementation();

  @Override
  public final org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDatatype) {
    return implementation().of(graph, name, index, networkDatatype);
  }

  /** Itself, as it has no state. */
  @Override
  public final MapVertex clone() {
    return this;
  }

  @Override
  public final boolean equals(Object other) {
    return other != null && other.getClass() == getClass();
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "()";
  }

  @Override
  public final long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public final int minVertexInputs() {
    return 2;
  }

  @Override
  public final int maxVertexInputs() {
    return 2;
  }

  @Override
  public final MemoryReport getMemoryReport(InputType... inputs) {
    return new LayerMemoryReport.Builder(null, getClass(), inputs[0], getOutputType(-1, inputs))
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }
}
