package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;

/**
 * Resizes a map, the first input, to the height and width of another one, the second, of which
 * nothing else is used: as {@link BilinearResizeLayer} does by a factor.
 */
public final class BilinearResizeVertex extends MapVertex {

  @Override
  Implementation implementation() {
    return BilinearResizeVertexImpl::new;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs)
      throws InvalidInputTypeException {
    InputType.InputTypeConvolutional map = MapLayer.maps(BilinearResizeVertex.class, inputs[0]);
    InputType.InputTypeConvolutional size = MapLayer.maps(BilinearResizeVertex.class, inputs[1]);
    return InputType.convolutional(
        size.getHeight(), size.getWidth(), map.getChannels(), CNN2DFormat.NCHW);
  }
}
