package org.dl4jvision.acceleration.onednn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a convolution learns, or the gradients of it.
 *
 * @param kernel [out, in, height, width] of any strides, with a depth before the height where maps
 *     have one; [groups, out, in, height, width] if channels are in groups, each of which has
 *     outputs of its own
 * @param bias one number for each output channel; null if the convolution adds none
 * @param grouped whether channels are in groups
 */
public record Weights(INDArray kernel, INDArray bias, boolean grouped) {

  /** Those of a convolution of all channels. */
  public Weights(INDArray kernel, INDArray bias) {
    this(kernel, bias, false);
  }

  /** How many channels the convolution gives. */
  public long channels() {
    return grouped ? kernel.size(0) * kernel.size(1) : kernel.size(0);
  }

  /** Channels that one output channel is made of. */
  long in() {
    return kernel.size(grouped ? 2 : 1);
  }

  /** Channels that are made of the same ones. */
  long out() {
    return kernel.size(grouped ? 1 : 0);
  }
}
