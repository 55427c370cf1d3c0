package org.dl4jvision.data.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.dl4jvision.data.ImageSize;

/**
 * Several rings as one, for layouts that have one polygon an object: from the nearest points of two
 * rings a line leads to the other and back, which has no area, so that by the rule of odd crossings
 * the same is inside. Ultralytics joins the parts of COCO's objects so.
 */
final class Keyhole {

  /** So many pairs of points are compared; of longer rings only some of one's points are. */
  private static final long MOST_PAIRS = 100_000;

  private Keyhole() {}

  /** One ring of all. */
  static double[] join(List<double[]> rings) {
    double[] joined = rings.get(0);
    List<double[]> left = new ArrayList<>(rings.subList(1, rings.size()));
    while (!left.isEmpty()) {
      joined = join(joined, left.remove(left.size() - 1));
    }
    return joined;
  }

  private static double[] join(double[] one, double[] other) {
    int from = 0;
    int to = 0;
    double least = Double.POSITIVE_INFINITY;
    long pairs = (long) one.length * other.length / 4;
    int step = 2 * (int) Math.min(one.length, 1 + pairs / MOST_PAIRS);
    for (int i = 0; i < one.length; i += step) {
      for (int j = 0; j < other.length; j += 2) {
        double x = one[i] - other[j];
        double y = one[i + 1] - other[j + 1];
        double distance = x * x + y * y;
        if (distance < least) {
          least = distance;
          from = i;
          to = j;
        }
      }
    }
    // One up to its point, the other all around from its point to it again, and on from one's.
    double[] joined = new double[one.length + other.length + 4];
    System.arraycopy(one, 0, joined, 0, from + 2);
    System.arraycopy(other, to, joined, from + 2, other.length - to);
    System.arraycopy(other, 0, joined, from + 2 + other.length - to, to + 2);
    System.arraycopy(one, from, joined, from + other.length + 4, one.length - from);
    return joined;
  }

  /** The part of a ring inside of an image; empty where there is none. */
  static double[] clip(double[] ring, ImageSize size) {
    double[] clipped = ring;
    clipped = clip(clipped, 0, 0, 1);
    clipped = clip(clipped, 1, 0, 1);
    clipped = clip(clipped, 0, size.width(), -1);
    return clip(clipped, 1, size.height(), -1);
  }

  /**
   * Keeps what is on one side of a line, after Sutherland and Hodgman. What was outside becomes
   * lines along the border, there and back.
   *
   * @param axis 0 for x, 1 for y
   * @param side 1 to keep larger numbers, -1 to keep smaller ones
   */
  private static double[] clip(double[] ring, int axis, double border, int side) {
    boolean inside = true;
    for (int i = axis; i < ring.length; i += 2) {
      inside &= side * (ring[i] - border) >= 0;
    }
    if (inside) {
      return ring;
    }
    double[] kept = new double[2 * ring.length];
    int size = 0;
    for (int from = ring.length - 2, to = 0; to < ring.length; from = to, to += 2) {
      double before = side * (ring[from + axis] - border);
      double after = side * (ring[to + axis] - border);
      if (before >= 0 != after >= 0) {
        double share = before / (before - after);
        DoubleBinaryOperator between = (a, b) -> a + share * (b - a);
        kept[size + axis] = border;
        kept[size + 1 - axis] = between.applyAsDouble(ring[from + 1 - axis], ring[to + 1 - axis]);
        size += 2;
      }
      if (after >= 0) {
        kept[size++] = ring[to];
        kept[size++] = ring[to + 1];
      }
    }
    return Arrays.copyOf(kept, size);
  }
}
