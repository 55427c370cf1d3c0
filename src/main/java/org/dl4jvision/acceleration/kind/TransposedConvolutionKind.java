package org.dl4jvision.acceleration.kind;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.Deconvolution2DLayer;

/** 2D transposed convolution, which DL4J calls deconvolution. */
final class TransposedConvolutionKind extends ConvolvingKind<Deconvolution2DLayer> {

  TransposedConvolutionKind() {
    super(
        "transposed-convolution",
        "2D transposed convolution with its activation",
        Deconvolution2DLayer.class,
        TransposedConvolutionLayer::new);
  }

  @Override
  String refusal(Deconvolution2DLayer original, Setting setting) {
    String refusal = super.refusal(original, setting);
    return refusal != null ? refusal : refusal(original.layerConf());
  }

  /** Why oneDNN does not compute what DL4J does, for maps and volumes; null if it does. */
  static String refusal(ConvolutionLayer conf) {
    if (conf.getIDropout() != null) {
      return "DL4J leaves the dropout before a transposed convolution out of the gradient";
    }
    return conf.getConvolutionMode() == ConvolutionMode.Same && cutsOff(conf)
        ? "oneDNN has no transposed convolution that begins before its first kernel"
        : null;
  }

  /** Whether pixels lie between kernels that even the first of the output does not reach. */
  private static boolean cutsOff(ConvolutionLayer conf) {
    return IntStream.range(0, conf.getKernelSize().length)
        .anyMatch(
            i -> (conf.getKernelSize()[i] - 1) * conf.getDilation()[i] + 2 < conf.getStride()[i]);
  }
}
