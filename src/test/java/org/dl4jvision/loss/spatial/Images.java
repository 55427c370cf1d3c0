package org.dl4jvision.loss.spatial;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random images of one to three dimensions, and what is near in them, by definition. */
final class Images {

  private Images() {}

  static Stream<int[]> shapes() {
    return Stream.of(
        new int[] {1},
        new int[] {23},
        new int[] {7, 11},
        new int[] {1, 9},
        new int[] {9, 1},
        new int[] {4, 3, 5},
        new int[] {3, 1, 6});
  }

  static BitSet bits(Random random, int size, double share) {
    BitSet bits = new BitSet(size);
    IntStream.range(0, size).filter(i -> random.nextDouble() < share).forEach(bits::set);
    return bits;
  }

  static int[] position(int[] shape, int pixel) {
    int[] position = new int[shape.length];
    for (int d = shape.length - 1; d >= 0; d--) {
      position[d] = pixel % shape[d];
      pixel /= shape[d];
    }
    return position;
  }

  /** Coordinates of one pixel minus those of another. */
  static int[] offset(int[] shape, int pixel, int from) {
    int[] a = position(shape, pixel);
    int[] b = position(shape, from);
    return IntStream.range(0, shape.length).map(d -> a[d] - b[d]).toArray();
  }
}
