package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;

/**
 * Multiplies every pixel of a map, [N, C, H, W], by a number of its own, [N, 1, H, W]: the last
 * step of an attention gate (Oktay et al., "Attention U-Net", 2018).
 */
public final class PixelScaleVertex extends MapVertex {

  @Override
  Implementation implementation() {
    return PixelScaleVertexImpl::new;
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
