package org.dl4jvision.acceleration.onednn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a convolution learns, or the gradients of it.
 *
 * @param kernel [out, in, height, width] of any strides; [groups, out, in, height, width] if
 *     channels are in groups, each of which has outputs of its own
 * @param bias one number for each output channel; null if the convolution adds none
 */
public record Weights(INDArray kernel, INDArray bias) {

  private static final int RANK_OF_GROUPS = 5;

  /** How many channels the convolution gives. */
  public long channels() {
    return kernel.rank() == RANK_OF_GROUPS ? kernel.size(0) * kernel.size(1) : kernel.size(0);
  }
}
