package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;

/**
 * Multiplies every channel of a map, [N, C, H, W], by a number of its own, [N, C] or [N, C, 1, 1]:
 * the last step of squeeze-and-excitation (Hu, Shen and Sun, 2018).
 */
public final class ChannelScaleVertex extends MapVertex {

  @Override
  Implementation implementation() {
    return ChannelScaleVertexImpl::new;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs)
      throws InvalidInputTypeException {
    InputType.InputTypeConvolutional map = MapLayer.maps(ChannelScaleVertex.class, inputs[0]);
    if (inputs[1].arrayElementsPerExample() != map.getChannels()) {
      throw new InvalidInputTypeException(
          "ChannelScaleVertex takes a number for each of "
              + map.getChannels()
              + " channels, got "
              + inputs[1]);
    }
    return map;
  }
}
