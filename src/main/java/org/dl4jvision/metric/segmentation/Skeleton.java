package org.dl4jvision.metric.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The skeleton of a mask: lines of one pixel in the middle of what it shows, as connected as that.
 * Pixels are taken off one by one from above, below, left and right in turns, unless that would
 * break something in two, open or close a hole, or shorten an end (Hilditch's crossing number);
 * corners connect.
 */
final class Skeleton {

  /** The offsets (x, y) of a pixel's neighbors, clockwise from the one above. */
  private static final int[][] AROUND = {
    {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}
  };

  /** The neighbors above, below, left and right among those. */
  private static final int[] SIDES = {0, 4, 6, 2};

  private final BitSet pixels;

  /**
   * For each side, the pixels that may have become ready to go from it: those around which
   * something has changed. Without these every turn would look at the whole of a large mask.
   */
  private final BitSet[] open = new BitSet[SIDES.length];

  private final int width;
  private final int height;
  private final boolean[] around = new boolean[AROUND.length];

  private Skeleton(BitSet mask, int width, int height) {
    pixels = (BitSet) mask.clone();
    this.width = width;
    this.height = height;
    Arrays.setAll(open, side -> (BitSet) mask.clone());
  }

  /**
   * The skeleton of a mask.
   *
   * @param mask its pixels, row by row
   */
  static BitSet of(BitSet mask, int width, int height) {
    Skeleton skeleton = new Skeleton(mask, width, height);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int side = 0; side < SIDES.length; side++) {
        changed |= skeleton.thin(side);
      }
    }
    return skeleton.pixels;
  }

  /** Takes off what has nothing on one side; false if there is nothing left to take. */
  private boolean thin(int side) {
    List<Integer> candidates = new ArrayList<>();
    for (int i = open[side].nextSetBit(0); i >= 0; i = open[side].nextSetBit(i + 1)) {
      if (pixels.get(i) && !neighbor(i, SIDES[side])) {
        candidates.add(i);
      }
    }
    open[side].clear();
    boolean changed = false;
    for (int pixel : candidates) {
      if (canGo(pixel)) {
        pixels.clear(pixel);
        openAround(pixel);
        changed = true;
      }
    }
    return changed;
  }

  private void openAround(int pixel) {
    for (int place = 0; place < AROUND.length; place++) {
      if (neighbor(pixel, place)) {
        for (BitSet ofSide : open) {
          ofSide.set(pixel + AROUND[place][1] * width + AROUND[place][0]);
        }
      }
    }
  }

  private boolean neighbor(int pixel, int place) {
    int x = pixel % width + AROUND[place][0];
    int y = pixel / width + AROUND[place][1];
    return x >= 0 && x < width && y >= 0 && y < height && pixels.get(y * width + x);
  }

  private boolean canGo(int pixel) {
    int neighbors = 0;
    for (int place = 0; place < around.length; place++) {
      around[place] = neighbor(pixel, place);
      neighbors += around[place] ? 1 : 0;
    }
    int crossings = 0;
    for (int side = 0; side < around.length; side += 2) {
      boolean begins = around[side + 1] || around[(side + 2) % around.length];
      crossings += !around[side] && begins ? 1 : 0;
    }
    return neighbors >= 2 && crossings == 1;
  }
}
