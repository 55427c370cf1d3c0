package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.layers.convolution.Deconvolution2DLayer;

/** 2D transposed convolution, which DL4J calls deconvolution. */
final class TransposedConvolutionKind extends ConvolvingKind<Deconvolution2DLayer> {

  TransposedConvolutionKind() {
    super(
        "transposed-convolution",
        "2D transposed convolution with its activation",
        Deconvolution2DLayer.class);
  }

  @Override
  String refusal(Deconvolution2DLayer original, Setting setting) {
    if (!setting.direct()) {
      return "transposed convolutions need oneDNN called directly";
    }
    if (original.layerConf().getIDropout() != null) {
      return "DL4J leaves the dropout before a transposed convolution out of the gradient";
    }
    return original.layerConf().getConvolutionMode() == ConvolutionMode.Same && cutsOff(original)
        ? "oneDNN has no transposed convolution that begins before its first kernel"
        : null;
  }

  /** Whether pixels lie between kernels that even the first of the output does not reach. */
  private static boolean cutsOff(Deconvolution2DLayer original) {
    org.deeplearning4j.nn.conf.layers.ConvolutionLayer conf = original.layerConf();
    for (int i = 0; i < 2; i++) {
      int extent = (conf.getKernelSize()[i] - 1) * conf.getDilation()[i] + 1;
      if (extent + 1 < conf.getStride()[i]) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Object accelerate(Deconvolution2DLayer original, Wiring wiring) {
    return new TransposedConvolutionLayer(original, wiring);
  }
}
