package org.dl4jvision.layer.feature;

import java.util.function.BiFunction;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** A layer whose outputs are weighted sums of pixels that lie side by side. */
public abstract class ResamplingLayer extends MapLayer {

  ResamplingLayer() {}

  /** How columns of a height are resampled. */
  public abstract Resampling vertically(int height);

  /** How rows of a width are resampled. */
  public abstract Resampling horizontally(int width);

  @Override
  final int outputHeight(int height) {
    return vertically(height).outputs();
  }

  @Override
  final int outputWidth(int width) {
    return horizontally(width).outputs();
  }

  @Override
  final BiFunction<NeuralNetConfiguration, DataType, MapLayerImpl> implementation() {
    return ResamplingLayerImpl::new;
  }
}
