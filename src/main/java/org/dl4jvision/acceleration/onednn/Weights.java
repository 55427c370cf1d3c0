package org.dl4jvision.acceleration.onednn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a convolution learns, or the gradients of it.
 *
 * @param kernel [out, in, height, width]
 * @param bias one number for each output channel; null if the convolution adds none
 */
public record Weights(INDArray kernel, INDArray bias) {}
