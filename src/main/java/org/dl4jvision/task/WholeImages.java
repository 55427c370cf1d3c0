package org.dl4jvision.task;

import org.dl4jvision.data.ImageSize;
import org.dl4jvision.tile.NetworkMemory;

/** How many images a network takes as a whole, by what its passes need and by options of tiles. */
public final class WholeImages {

  private final NetworkMemory network;
  private final int multipleOf;
  private final long bytes;
  private final int longest;

  /**
   * @param bytes that a pass may take
   * @param longest side of an image that is not divided into tiles
   */
  WholeImages(NetworkMemory network, int multipleOf, long bytes, int longest) {
    this.network = network;
    this.multipleOf = multipleOf;
    this.bytes = bytes;
    this.longest = longest;
  }

  /**
   * How many images of a size are to be taken as a whole at once, at most as many as wanted; 0 if
   * even one is to be divided into tiles.
   */
  public int atOnce(ImageSize size, int wanted) {
    if (Math.max(size.height(), size.width()) > longest) {
      return 0;
    }
    ImageSize padded = size.roundUp(multipleOf);
    int count = wanted;
    while (count > 0 && network.bytes(count, padded) > bytes) {
      count--;
    }
    return count;
  }
}
