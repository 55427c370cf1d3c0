package org.dl4jvision.loss.spatial;

import java.util.Arrays;

/**
 * The lines of an image along one of its dimensions: line l of {@link #count} holds the pixels
 * {@code start(l) + k * stride} for k below {@link #length}.
 */
record Lines(int count, int length, int stride) {

  static Lines of(int[] shape, int dimension) {
    int stride = size(Arrays.copyOfRange(shape, dimension + 1, shape.length));
    return new Lines(size(shape) / shape[dimension], shape[dimension], stride);
  }

  /** Returns the number of pixels of an image. */
  static int size(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  int start(int line) {
    return line / stride * stride * length + line % stride;
  }
}
