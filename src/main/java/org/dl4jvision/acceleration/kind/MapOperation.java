package org.dl4jvision.acceleration.kind;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a layer without parameters does to maps [N, H, W, C], or volumes with a depth, all dense.
 */
interface MapOperation {

  /** Whether it takes maps of a shape; DL4J computes what it does not. */
  default boolean takes(long[] shape) {
    return true;
  }

  /** The shape of the output for an input of a shape. */
  default long[] outputShape(long[] inputShape) {
    return inputShape;
  }

  /** Writes the output. */
  void forward(INDArray input, INDArray output);

  /**
   * Writes the gradient by the input.
   *
   * @param input gives the input, which costs time where it has its channels first
   * @param epsilon the gradient by the output
   * @param gradient the one by the input
   */
  void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient);
}
