package org.dl4jvision.metric.surface;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Distances of borders by their definition: every pixel with every other. */
final class BruteForce {

  private BruteForce() {}

  /** From each border pixel of a mask that to the nearest of the other, which has one. */
  static double[] distances(int[] shape, double[] spacing, BitSet from, BitSet to) {
    int[][] others = border(shape, to);
    return Arrays.stream(border(shape, from))
        .mapToDouble(
            pixel ->
                Arrays.stream(others)
                    .mapToDouble(other -> distance(pixel, other, spacing))
                    .min()
                    .orElseThrow())
        .toArray();
  }

  static double share(double[] distances, double tolerance) {
    return Arrays.stream(distances).map(d -> d <= tolerance ? 1 : 0).average().orElseThrow();
  }

  private static double distance(int[] a, int[] b, double[] spacing) {
    return Math.sqrt(
        IntStream.range(0, a.length)
            .mapToDouble(d -> Math.pow((a[d] - b[d]) * spacing[d], 2))
            .sum());
  }

  private static int[][] border(int[] shape, BitSet mask) {
    return mask.stream()
        .mapToObj(pixel -> position(shape, pixel))
        .filter(at -> isBorder(shape, mask, at))
        .toArray(int[][]::new);
  }

  private static boolean isBorder(int[] shape, BitSet mask, int[] at) {
    for (int d = 0; d < shape.length; d++) {
      for (int step : new int[] {-1, 1}) {
        int[] neighbor = at.clone();
        neighbor[d] += step;
        if (neighbor[d] < 0 || neighbor[d] >= shape[d] || !mask.get(index(shape, neighbor))) {
          return true;
        }
      }
    }
    return false;
  }

  private static int[] position(int[] shape, int pixel) {
    int[] position = new int[shape.length];
    int rest = pixel;
    for (int d = shape.length - 1; d >= 0; d--) {
      position[d] = rest % shape[d];
      rest /= shape[d];
    }
    return position;
  }

  private static int index(int[] shape, int[] position) {
    int index = 0;
    for (int d = 0; d < shape.length; d++) {
      index = index * shape[d] + position[d];
    }
    return index;
  }
}
