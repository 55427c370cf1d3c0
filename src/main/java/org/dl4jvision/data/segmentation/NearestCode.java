package org.dl4jvision.data.segmentation;

import java.util.Collection;
import org.dl4jvision.data.ImageFiles;

/**
 * Finds the nearest of some codes of masks: numbers by their difference, colors by their Euclidean
 * distance in red, green and blue; of equal ones the lower.
 */
final class NearestCode {

  /** Numbers that lie closer cannot be told from the blur of others. */
  static final int LEAST_GAP = 8;

  private static final int CLEAR = 64;

  private final int[] codes;

  /** Codes of one kind, numbers or colors; at least one. */
  NearestCode(Collection<Integer> codes) {
    this.codes = codes.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  int of(int code) {
    int nearest = codes[0];
    for (int other : codes) {
      if (squaredDistance(code, other) < squaredDistance(code, nearest)) {
        nearest = other;
      }
    }
    return nearest;
  }

  /**
   * Whether there is little doubt: a color is at most {@value #CLEAR} away from the nearest one,
   * and at least twice as far from every other.
   */
  boolean isClear(int code) {
    int nearest = of(code);
    long distance = squaredDistance(code, nearest);
    if (distance > CLEAR * CLEAR) {
      return false;
    }
    for (int other : codes) {
      if (other != nearest && squaredDistance(code, other) < 4 * distance) {
        return false;
      }
    }
    return true;
  }

  /** The smallest difference of two numbers. */
  int leastGap() {
    int gap = Integer.MAX_VALUE;
    for (int i = 1; i < codes.length; i++) {
      gap = Math.min(gap, codes[i] - codes[i - 1]);
    }
    return gap;
  }

  private static long squaredDistance(int a, int b) {
    if (a < ImageFiles.COLOR) {
      long difference = a - b;
      return difference * difference;
    }
    long red = (a >> 16 & 0xff) - (b >> 16 & 0xff);
    long green = (a >> 8 & 0xff) - (b >> 8 & 0xff);
    long blue = (a & 0xff) - (b & 0xff);
    return red * red + green * green + blue * blue;
  }
}
