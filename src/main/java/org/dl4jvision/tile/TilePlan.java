package org.dl4jvision.tile;

import org.dl4jvision.data.ImageSize;

/**
 * How an image is gone through.
 *
 * @param grid where the tiles lie
 * @param batch how many of a row of tiles are computed at once, at most
 */
record TilePlan(TileGrid grid, int batch) {

  /** Sides from which tiles are chosen. */
  private static final int[] SIDES = {768, 512, 384, 256, 128, 64};

  /** Pixels of a batch beyond which a network is no faster for each. */
  private static final long ENOUGH = 1 << 20;

  /** Bytes that a plan takes, in Java's heap and outside of it. */
  interface Cost {
    long bytes(TilePlan plan);
  }

  /**
   * The largest tiles for which the memory is enough.
   *
   * @throws IllegalArgumentException if it is not enough for the smallest ones
   */
  static TilePlan within(
      long memory, ImageSize padded, double overlap, int multipleOf, int batch, Cost cost) {
    TilePlan plan = null;
    for (int side : SIDES) {
      int longest = new ImageSize(side, side).roundUp(multipleOf).height();
      plan =
          new TilePlan(
              new TileGrid(
                  TileAxis.fitting(padded.height(), longest, overlap, multipleOf),
                  TileAxis.fitting(padded.width(), longest, overlap, multipleOf)),
              batch);
      if (cost.bytes(plan) <= memory) {
        return plan;
      }
    }
    long least = cost.bytes(plan);
    throw new IllegalArgumentException(
        String.format(
            "memory is %s; allowed: at least %dm, for %s of an image of %s",
            memory < 1 << 20 ? memory + " bytes" : (memory >> 20) + "m",
            (least >> 20) + 1,
            plan.grid,
            padded));
  }

  /** The same tiles in the largest batches that speed a network up and that fit. */
  TilePlan withLargestBatch(long memory, Cost cost) {
    TilePlan larger = new TilePlan(grid, 2 * batch);
    return larger.batch <= grid.columns().count()
            && larger.batch * grid.place(0, 0).area() <= ENOUGH
            && cost.bytes(larger) <= memory
        ? larger.withLargestBatch(memory, cost)
        : this;
  }
}
