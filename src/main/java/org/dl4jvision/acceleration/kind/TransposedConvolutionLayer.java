package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.convolution.Deconvolution2DLayer;
import org.dl4jvision.acceleration.onednn.Weights;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's transposed convolution layer, with the convolution in oneDNN. */
final class TransposedConvolutionLayer extends OneDnnConvolutionLayer {

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   */
  TransposedConvolutionLayer(Deconvolution2DLayer original, Wiring wiring) {
    super(original, wiring);
  }

  /** DL4J has [in, out, height, width]. */
  @Override
  Weights view(INDArray weights, INDArray bias) {
    return new Weights(weights.permute(1, 0, 2, 3), bias);
  }
}
