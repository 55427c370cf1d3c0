package org.dl4jvision.tile;

import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/**
 * An image of any size that is read part by part, with the values that a network takes: scaled as
 * in its training.
 */
public interface TileSource {

  /** Channels of the image. */
  int channels();

  /** Height and width of the image. */
  ImageSize size();

  /**
   * Some of its pixels. Asked for rows in full width, from top to bottom, each row once.
   *
   * @param region pixels that the image has
   * @return channel by channel, row by row: {@code [channels][height][width]}
   */
  float[] read(Region region);

  /**
   * An image that is in memory.
   *
   * @param values channel by channel, row by row
   */
  static TileSource of(float[] values, int channels, ImageSize size) {
    long expected = channels * Region.of(size).area();
    Check.that(
        values.length == expected,
        "values",
        values.length + " numbers",
        expected + ", for " + channels + " channels of " + size);
    return new TileSource() {
      @Override
      public int channels() {
        return channels;
      }

      @Override
      public ImageSize size() {
        return size;
      }

      @Override
      public float[] read(Region region) {
        return region.cut(values, size);
      }
    };
  }
}
