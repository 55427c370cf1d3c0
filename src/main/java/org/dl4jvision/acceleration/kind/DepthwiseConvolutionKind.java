package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.convolution.DepthwiseConvolution2DLayer;

/** 2D convolution of every channel by itself. */
final class DepthwiseConvolutionKind extends ConvolvingKind<DepthwiseConvolution2DLayer> {

  DepthwiseConvolutionKind() {
    super(
        "depthwise-convolution",
        "2D convolution of every channel by itself",
        DepthwiseConvolution2DLayer.class);
  }

  @Override
  String refusal(DepthwiseConvolution2DLayer original, Setting setting) {
    return setting.direct() ? null : "depthwise convolutions need oneDNN called directly";
  }

  @Override
  public Object accelerate(DepthwiseConvolution2DLayer original, Wiring wiring) {
    return new DepthwiseConvolutionLayer(original, wiring);
  }
}
