package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.layers.convolution.Deconvolution2DLayer;
import org.deeplearning4j.util.ConvolutionUtils;
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
  INDArray kernel(INDArray weights) {
    return weights.permute(1, 0, 2, 3);
  }

  @Override
  int[] outputSize(INDArray x) {
    boolean same = convolutionMode == ConvolutionMode.Same;
    return ConvolutionUtils.getDeconvolutionOutputSize(
        x,
        layerConf().getKernelSize(),
        layerConf().getStride(),
        same ? null : layerConf().getPadding(),
        convolutionMode,
        layerConf().getDilation(),
        isChannelsLast() ? CNN2DFormat.NHWC : CNN2DFormat.NCHW);
  }
}
