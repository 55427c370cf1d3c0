package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.convolution.Convolution3DLayer;

/** DL4J's convolution of volumes, in oneDNN. */
final class VolumeConvolutionLayer extends OneDnnConvolutionLayer {

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   */
  VolumeConvolutionLayer(Convolution3DLayer original, Wiring wiring) {
    super(original, wiring);
  }

  @Override
  boolean drawsBiasFirst() {
    return false;
  }
}
