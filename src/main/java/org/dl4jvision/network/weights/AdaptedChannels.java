package org.dl4jvision.network.weights;

/** Kernels [out, in, height, width] for another number of input channels. */
final class AdaptedChannels implements Tensor {

  private final Tensor kernels;
  private final long[] shape;
  private final long had;
  private final long area;

  AdaptedChannels(Tensor kernels, long channels) {
    this.kernels = kernels;
    shape = kernels.shape();
    had = shape[1];
    area = shape[2] * shape[3];
    shape[1] = channels;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public double get(long index) {
    long pixel = index % area;
    long channel = index / area % shape[1];
    long kernel = index / area / shape[1];
    if (shape[1] == 1) {
      double sum = 0;
      for (long c = 0; c < had; c++) {
        sum += value(kernel, c, pixel);
      }
      return sum;
    }
    return value(kernel, channel % had, pixel) * had / shape[1];
  }

  private double value(long kernel, long channel, long pixel) {
    return kernels.get((kernel * had + channel) * area + pixel);
  }
}
