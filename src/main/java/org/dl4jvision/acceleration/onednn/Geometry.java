package org.dl4jvision.acceleration.onednn;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/**
 * Where the kernel of a convolution or of pooling goes. Arrays are of height and width, or of
 * depth, height and width.
 *
 * @param kernel its size
 * @param stride distance of its places
 * @param padding rows above and below, columns left and right, and so on; not used if {@code same}
 * @param dilation distance of its elements
 * @param same whether padding is such that the output has 1 / stride of the input's size
 * @param channelsLast whether maps are [N, H, W, C]
 * @param transposed whether a convolution with this geometry would lead from its output to its
 *     input
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Geometry(
    int[] kernel,
    int[] stride,
    int[] padding,
    int[] dilation,
    boolean same,
    boolean channelsLast,
    boolean transposed) {

  /** The weights are [out, in, height, width]. */
  private static final long OUT_IN_HEIGHT_WIDTH = 1;

  /** A geometry that is not transposed. */
  public Geometry(
      int[] kernel,
      int[] stride,
      int[] padding,
      int[] dilation,
      boolean same,
      boolean channelsLast) {
    this(kernel, stride, padding, dilation, same, channelsLast, false);
  }

  /**
   * The geometry of a layer.
   *
   * @param channelsLast whether it computes with maps [N, H, W, C], whatever format it is given
   */
  public static Geometry of(ConvolutionLayer layer, boolean channelsLast) {
    return new Geometry(
        layer.getKernelSize(),
        layer.getStride(),
        layer.getPadding(),
        layer.getDilation(),
        layer.getConvolutionMode() == ConvolutionMode.Same,
        channelsLast,
        layer instanceof Deconvolution2D || layer instanceof Deconvolution3D);
  }

  /** The geometry of a convolution of single pixels of maps like those of another one. */
  public Geometry ofPixels() {
    int[] one = new int[dimensions()];
    Arrays.fill(one, 1);
    return new Geometry(one, one, new int[dimensions()], one, false, channelsLast);
  }

  /** The geometry of pooling, with maps [N, H, W, C]. */
  public static Geometry of(SubsamplingLayer layer) {
    return new Geometry(
        layer.getKernelSize(),
        layer.getStride(),
        layer.getPadding(),
        layer.getDilation(),
        layer.getConvolutionMode() == ConvolutionMode.Same,
        true);
  }

  /** The geometry of pooling, with volumes [N, D, H, W, C]. */
  public static Geometry of(Subsampling3DLayer layer) {
    return new Geometry(
        layer.getKernelSize(),
        layer.getStride(),
        layer.getPadding(),
        layer.getDilation(),
        layer.getConvolutionMode() == ConvolutionMode.Same,
        true);
  }

  /** 2 of maps, 3 of volumes. */
  public int dimensions() {
    return kernel.length;
  }

  /** Which dimension of an array is the first one that the kernel moves along. */
  public int firstDimension() {
    return channelsLast ? 1 : 2;
  }

  /** What an array of a shape becomes, if it gets some channels. */
  public long[] outputShape(long[] inputShape, long channels) {
    long[] shape = inputShape.clone();
    for (int i = 0; i < dimensions(); i++) {
      shape[firstDimension() + i] = outputSize(i, inputShape[firstDimension() + i]);
    }
    shape[channelsLast ? shape.length - 1 : 1] = channels;
    return shape;
  }

  /** The size, along one dimension, of what a map of a size becomes. */
  public long outputSize(int dimension, long inputSize) {
    if (transposed) {
      return same
          ? inputSize * stride[dimension]
          : (inputSize - 1) * stride[dimension] + extent(dimension) - 2L * padding[dimension];
    }
    return same
        ? (inputSize + stride[dimension] - 1) / stride[dimension]
        : rest(dimension, inputSize) / stride[dimension] + 1;
  }

  /** Whether there is a place for the kernel on a padded map, and an output. */
  public boolean fits(int dimension, long inputSize) {
    return transposed || same
        ? outputSize(dimension, inputSize) > 0
        : rest(dimension, inputSize) >= 0;
  }

  /** Whether the kernel, from one end to the other by its stride, covers a padded map exactly. */
  public boolean isExact(int dimension, long inputSize) {
    return same || transposed || rest(dimension, inputSize) % stride[dimension] == 0;
  }

  /**
   * Whether there is a place for the kernel, and in each a part of it lies on the map. With strides
   * beyond the kernel, padding that is to be the {@code same} may be less than none.
   */
  public boolean staysOnMap(int dimension, long inputSize) {
    int step = dilation[dimension];
    if (inputSize < step || !same && rest(dimension, inputSize) < 0) {
      return false;
    }
    long outputSize = outputSize(dimension, inputSize);
    long before = before(dimension, inputSize, outputSize);
    long last = (outputSize - 1) * stride[dimension] - before;
    return before <= (kernel[dimension] - 1L) * step
        && last < inputSize
        && !(same && last + extent(dimension) < inputSize - 1);
  }

  /** How far the kernel can move. */
  private long rest(int dimension, long inputSize) {
    return inputSize + 2L * padding[dimension] - extent(dimension);
  }

  private long extent(int dimension) {
    return (kernel[dimension] - 1L) * dilation[dimension] + 1;
  }

  /** Rows above, columns left of, and so on, a map that becomes another one. */
  long[] before(long[] inputShape, long[] outputShape) {
    int first = firstDimension();
    return IntStream.range(0, dimensions())
        .mapToLong(i -> before(i, inputShape[first + i], outputShape[first + i]))
        .toArray();
  }

  /** Rows below, columns right of, and so on, a map that becomes another one. */
  long[] after(long[] inputShape, long[] outputShape) {
    int first = firstDimension();
    long[] before = before(inputShape, outputShape);
    return IntStream.range(0, dimensions())
        .mapToLong(
            i ->
                same
                    ? missing(i, inputShape[first + i], outputShape[first + i]) - before[i]
                    : padding[i])
        .toArray();
  }

  private long before(int dimension, long inputSize, long outputSize) {
    return same ? missing(dimension, inputSize, outputSize) / 2 : padding[dimension];
  }

  /** Of a transposed convolution it may be less than none, if its kernel is below the stride. */
  private long missing(int dimension, long inputSize, long outputSize) {
    return transposed
        ? (inputSize - 1) * stride[dimension] + extent(dimension) - outputSize
        : Math.max(0, (outputSize - 1) * stride[dimension] + extent(dimension) - inputSize);
  }

  /** Returns the integer arguments that ND4J's operations on maps take. */
  long[] arguments() {
    return new long[] {
      kernel[0],
      kernel[1],
      stride[0],
      stride[1],
      padding[0],
      padding[1],
      dilation[0],
      dilation[1],
      same ? 1 : 0,
      channelsLast ? 1 : 0,
      OUT_IN_HEIGHT_WIDTH
    };
  }
}
