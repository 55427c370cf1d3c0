package org.dl4jvision.metric.surface;

import java.util.Arrays;
import java.util.BitSet;

/** The borders of masks of any number of dimensions, in 'c' order, and the part that holds them. */
final class Borders {

  private final int[] shape;
  private final int[] strides;

  /**
   * @param shape the sizes of the masks
   */
  Borders(int[] shape) {
    this.shape = shape;
    strides = strides(shape);
  }

  private static int[] strides(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= shape[d];
    }
    return strides;
  }

  private int coordinate(int pixel, int dimension) {
    return pixel / strides[dimension] % shape[dimension];
  }

  /** The pixels of a mask that its erosion by the cross of direct neighbors takes away. */
  BitSet of(BitSet mask) {
    BitSet border = new BitSet();
    for (int p = mask.nextSetBit(0); p >= 0; p = mask.nextSetBit(p + 1)) {
      border.set(p, isBorder(mask, p));
    }
    return border;
  }

  /** Outside of the image there is background. */
  private boolean isBorder(BitSet mask, int pixel) {
    for (int d = 0; d < shape.length; d++) {
      int at = coordinate(pixel, d);
      if (at == 0
          || at == shape[d] - 1
          || !mask.get(pixel - strides[d])
          || !mask.get(pixel + strides[d])) {
        return true;
      }
    }
    return false;
  }

  /** The smallest part of the image that has all of these pixels, of which there is one. */
  Part around(BitSet pixels) {
    int[] first = shape.clone();
    int[] last = new int[shape.length];
    for (int p = pixels.nextSetBit(0); p >= 0; p = pixels.nextSetBit(p + 1)) {
      for (int d = 0; d < shape.length; d++) {
        first[d] = Math.min(first[d], coordinate(p, d));
        last[d] = Math.max(last[d], coordinate(p, d));
      }
    }
    int[] sizes = new int[shape.length];
    Arrays.setAll(sizes, d -> last[d] - first[d] + 1);
    return new Part(first, sizes);
  }

  /** A part of the image: distances between pixels in it do not depend on what is around. */
  final class Part {
    private final int[] first;
    private final int[] sizes;
    private final int[] partStrides;

    private Part(int[] first, int[] sizes) {
      this.first = first;
      this.sizes = sizes;
      partStrides = strides(sizes);
    }

    int[] sizes() {
      return sizes;
    }

    /** Pixels of the image as those of the part. */
    BitSet cut(BitSet pixels) {
      BitSet cut = new BitSet();
      for (int p = pixels.nextSetBit(0); p >= 0; p = pixels.nextSetBit(p + 1)) {
        int index = 0;
        for (int d = 0; d < sizes.length; d++) {
          index += (coordinate(p, d) - first[d]) * partStrides[d];
        }
        cut.set(index);
      }
      return cut;
    }
  }
}
