package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.convolution.Deconvolution3DLayer;
import org.dl4jvision.acceleration.onednn.Weights;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's transposed convolution of volumes, in oneDNN. */
final class TransposedVolumeConvolutionLayer extends OneDnnConvolutionLayer {

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   */
  TransposedVolumeConvolutionLayer(Deconvolution3DLayer original, Wiring wiring) {
    super(original, wiring);
  }

  /** DL4J has [depth, height, width, out, in]. */
  @Override
  Weights view(INDArray weights, INDArray bias) {
    return new Weights(weights.permute(3, 4, 0, 1, 2), bias);
  }
}
