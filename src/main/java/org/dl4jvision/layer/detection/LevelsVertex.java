package org.dl4jvision.layer.detection;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Puts the feature maps of all levels of a pyramid, [N, K, H, W] each with its own H and W, one
 * after the other: [N, K, locations], the first level's locations row by row first.
 */
public final class LevelsVertex extends GraphVertex {

  @Override
  public LevelsVertex clone() {
    return new LevelsVertex();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LevelsVertex;
  }

  @Override
  public int hashCode() {
    return LevelsVertex.class.hashCode();
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
    return Integer.MAX_VALUE;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDatatype) {
    return new LevelsVertexImpl(graph, name, index, networkDatatype);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs)
      throws InvalidInputTypeException {
    long channels = -1;
    long locations = 0;
    for (InputType input : inputs) {
      if (!(input instanceof InputType.InputTypeConvolutional map)
          || (channels >= 0 && map.getChannels() != channels)) {
        throw new InvalidInputTypeException(
            "LevelsVertex takes feature maps [N, K, H, W] of the same K, got "
                + Arrays.toString(inputs));
      }
      channels = map.getChannels();
      locations += map.getHeight() * map.getWidth();
    }
    return InputType.recurrent(channels, locations, RNNFormat.NCW);
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    InputType output = getOutputType(-1, inputs);
    return new LayerMemoryReport.Builder(null, LevelsVertex.class, inputs[0], output)
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }
}
