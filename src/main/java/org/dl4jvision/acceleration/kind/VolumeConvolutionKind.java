package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.convolution.Convolution3DLayer;

/** 3D convolution. */
final class VolumeConvolutionKind extends ConvolvingKind<Convolution3DLayer> {

  VolumeConvolutionKind() {
    super(
        "volume-convolution",
        "3D convolution with its activation",
        Convolution3DLayer.class,
        VolumeConvolutionLayer::new);
  }

  @Override
  String refusal(Convolution3DLayer original, Setting setting) {
    return original.layerConf().getIDropout() != null
        ? "DL4J leaves the dropout before a 3D convolution out of the gradient"
        : super.refusal(original, setting);
  }
}
