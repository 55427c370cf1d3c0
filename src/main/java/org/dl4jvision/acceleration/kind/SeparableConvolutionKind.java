package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.convolution.SeparableConvolution2DLayer;

/** 2D convolution of every channel by itself, then of all channels of a pixel. */
final class SeparableConvolutionKind extends ConvolvingKind<SeparableConvolution2DLayer> {

  SeparableConvolutionKind() {
    super(
        "separable-convolution",
        "2D convolution of every channel by itself, then of all channels of a pixel",
        SeparableConvolution2DLayer.class,
        SeparableConvolutionLayer::new);
  }
}
