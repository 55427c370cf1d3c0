package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.convolution.DepthwiseConvolution2DLayer;

/** 2D convolution of every channel by itself. */
final class DepthwiseConvolutionKind extends ConvolvingKind<DepthwiseConvolution2DLayer> {

  DepthwiseConvolutionKind() {
    super(
        "depthwise-convolution",
        "2D convolution of every channel by itself",
        DepthwiseConvolution2DLayer.class,
        DepthwiseConvolutionLayer::new);
  }
}
