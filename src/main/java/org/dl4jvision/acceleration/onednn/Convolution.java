package org.dl4jvision.acceleration.onednn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution, which a {@link Geometry} may transpose. Maps are dense, [N, H, W, C] or [N, C, H,
 * W] as that says, or volumes with a depth before the height. For one thread at a time.
 */
public interface Convolution {

  /** Writes the convolution of {@code x}, after ReLU where that belongs to it, to {@code y}. */
  void forward(INDArray x, Weights weights, INDArray y);

  /**
   * Writes gradients, all by the convolution before any ReLU.
   *
   * @param dz the gradient by the convolution
   * @param dx of its shape {@code x}; null if nobody needs it
   * @param gradients of the shapes of {@code weights}
   */
  void backward(INDArray x, Weights weights, INDArray dz, INDArray dx, Weights gradients);

  /**
   * The fastest one here.
   *
   * @param relu whether ReLU follows the convolution
   * @param direct whether oneDNN may be called directly; the portable path calls it through ND4J
   */
  static Convolution of(Geometry geometry, boolean relu, boolean direct) {
    return direct ? new OneDnnConvolution(geometry, relu) : new Nd4jConvolution(geometry, relu);
  }
}
