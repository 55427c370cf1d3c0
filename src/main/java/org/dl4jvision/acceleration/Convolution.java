package org.dl4jvision.acceleration;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A 2D convolution. Maps are dense, [N, H, W, C] or [N, C, H, W] as its {@link Geometry} says,
 * weights [out, in, height, width]; a convolution without bias is given null for it.
 */
interface Convolution {

  /** Writes the convolution of {@code x}, after ReLU where that belongs to it, to {@code y}. */
  void forward(INDArray x, INDArray weights, INDArray bias, INDArray y);

  /**
   * Writes gradients, all by the convolution before any ReLU.
   *
   * @param dz the gradient by the convolution
   * @param dx of its shape {@code x}; null if nobody needs it
   * @param dw of the shape of {@code weights}
   * @param db of the shape of {@code bias}
   */
  void backward(
      INDArray x,
      INDArray weights,
      INDArray bias,
      INDArray dz,
      INDArray dx,
      INDArray dw,
      INDArray db);

  /**
   * The fastest one here.
   *
   * @param direct whether oneDNN may be called directly
   * @param relu whether ReLU follows the convolution
   */
  static Convolution of(Geometry geometry, boolean relu, boolean direct) {
    return direct ? new OneDnnConvolution(geometry, relu) : new Nd4jConvolution(geometry, relu);
  }
}
