package org.dl4jvision.tile;

import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/**
 * The bytes that an image takes to predict.
 *
 * @param network the passes
 * @param arrays the layout of the network's maps
 * @param output the vertex that gives the output
 * @param channels of the image
 * @param image its size
 */
record TileCost(
    NetworkMemory network, TileArrays arrays, String output, int channels, ImageSize image)
    implements TilePlan.Cost {

  /** A batch is in Java's heap, in an array, and in a second one where the layout is another. */
  private static final long COPIES = 3;

  @Override
  public long bytes(TilePlan plan) {
    TileGrid grid = plan.grid();
    ImageSize tile = grid.place(0, 0).size();
    int examples = Math.min(plan.batch(), grid.columns().count());
    double batch = COPIES * examples * tile(tile);
    // Rows of the image for one row of tiles and the next, and the same of the output.
    double rows = 2.0 * image.width() / tile.width() * tile(tile);
    return network.bytes(examples, tile) + (long) ((batch + rows) * Float.BYTES);
  }

  /** Numbers of a tile in the input and in the output. */
  private double tile(ImageSize tile) {
    long[] shape = arrays.firstShape(network.shape(output));
    double reduction = Math.pow((double) network.side() / shape[2], 2);
    return Region.of(tile).area() * (channels + shape[1] / reduction);
  }
}
