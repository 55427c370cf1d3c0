package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.convolution.Deconvolution3DLayer;

/** 3D transposed convolution, which DL4J calls deconvolution. */
final class TransposedVolumeConvolutionKind extends ConvolvingKind<Deconvolution3DLayer> {

  TransposedVolumeConvolutionKind() {
    super(
        "transposed-volume-convolution",
        "3D transposed convolution with its activation",
        Deconvolution3DLayer.class,
        TransposedVolumeConvolutionLayer::new);
  }

  @Override
  String refusal(Deconvolution3DLayer original, Setting setting) {
    String refusal = super.refusal(original, setting);
    return refusal != null ? refusal : TransposedConvolutionKind.refusal(original.layerConf());
  }
}
