package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Multiplies every pixel of a map, [N, C, H, W], by a number of its own, [N, 1, H, W]: the last
 * step of an attention gate (Oktay et al., "Attention U-Net", 2018).
 */
public final class PixelScaleVertex extends MapVertex {

  @Override
  public PixelScaleVertex clone() {
    return new PixelScaleVertex();
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDatatype) {
    return new PixelScaleVertexImpl(graph, name, index, networkDatatype);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs)
      throws InvalidInputTypeException {
    InputType.InputTypeConvolutional map = MapLayer.maps(PixelScaleVertex.class, inputs[0]);
    InputType.InputTypeConvolutional scales = MapLayer.maps(PixelScaleVertex.class, inputs[1]);
    if (scales.getChannels() != 1
        || scales.getHeight() != map.getHeight()
        || scales.getWidth() != map.getWidth()) {
      throw new InvalidInputTypeException(
          "PixelScaleVertex takes a map of one channel for " + map + ", got " + scales);
    }
    return map;
  }
}
