package org.dl4jvision.acceleration.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.dl4jvision.acceleration.loop.Channels;
import org.dl4jvision.acceleration.loop.ChannelsLast;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution that oneDNN computes, called directly, with all that depends on shapes prepared
 * once: the computations, and the layout of weights that makes them fastest.
 */
final class OneDnnConvolution implements Convolution {

  private final Geometry geometry;
  private final boolean relu;
  private final GradientLayout layout;
  private ConvolutionPrimitives prepared;

  OneDnnConvolution(Geometry geometry, boolean relu) {
    this(geometry, relu, null);
  }

  /**
   * @param layout for the gradient of weights; null for the faster one
   */
  OneDnnConvolution(Geometry geometry, boolean relu, GradientLayout layout) {
    this.geometry = geometry;
    this.relu = relu;
    this.layout = layout;
  }

  @Override
  @SuppressWarnings("try") // used only for being open
  public void forward(INDArray x, Weights weights, INDArray y) {
    try (OpenMpThreads threads = threads(weights, x, y)) {
      prepare(x, weights, y).forward(x, weights, y);
    }
  }

  @Override
  @SuppressWarnings("try") // used only for being open
  public void backward(INDArray x, Weights weights, INDArray dz, INDArray dx, Weights gradients) {
    try (OpenMpThreads threads = threads(weights, x, dz)) {
      ConvolutionPrimitives ready = prepare(x, weights, dz);
      if (dx != null) {
        ready.backwardData(weights.kernel(), dz, dx);
      }
      ready.backwardWeights(x, dz, gradients.kernel());
    }
    if (gradients.bias() != null) {
      // oneDNN would add one float after another, and its error grow with the map.
      Channels.sum(
          geometry.channelsLast() ? dz : ChannelsLast.seenChannelsLast(dz).dup('c'),
          gradients.bias());
    }
  }

  /** All weights meet every pixel: of the output, or of a transposed convolution of the input. */
  private OpenMpThreads threads(Weights weights, INDArray x, INDArray y) {
    INDArray map = geometry.transposed() ? x : y;
    long pixels = map.length() / map.size(geometry.channelsLast() ? -1 : 1);
    return OpenMpThreads.multiplying(pixels * weights.kernel().length());
  }

  private ConvolutionPrimitives prepare(INDArray x, Weights weights, INDArray y) {
    if (prepared == null || !prepared.areFor(x)) {
      prepared = new ConvolutionPrimitives(geometry, relu, layout(x, weights, y), x, weights, y);
    }
    return prepared;
  }

  private GradientLayout layout(INDArray x, Weights weights, INDArray y) {
    return layout != null
        ? layout
        : GradientLayout.of(
            dnnl.dnnl_get_effective_cpu_isa(),
            geometry,
            weights.in(),
            weights.out(),
            (x.length() + y.length()) / x.size(0));
  }
}
