package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.convolution.DepthwiseConvolution2DLayer;
import org.dl4jvision.acceleration.onednn.Weights;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's depthwise convolution layer, with the convolution in oneDNN. */
final class DepthwiseConvolutionLayer extends OneDnnConvolutionLayer {

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   */
  DepthwiseConvolutionLayer(DepthwiseConvolution2DLayer original, Wiring wiring) {
    super(original, wiring);
  }

  /** DL4J has [height, width, in, multiplier]; every input is a group. */
  @Override
  Weights view(INDArray weights, INDArray bias) {
    long[] shape = weights.shape();
    INDArray groups =
        weights
            .reshape('c', true, shape[0], shape[1], shape[2], shape[3], 1)
            .permute(2, 3, 4, 0, 1);
    return new Weights(groups, bias, true);
  }
}
