package org.dl4jvision.tile;

import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/** Takes what a network says of an image, rows by rows from top to bottom. */
@FunctionalInterface
public interface RowSink {

  /** Takes nothing. */
  RowSink NONE = (rows, values) -> {};

  /**
   * Called once, before the first rows.
   *
   * @param channels of the output
   * @param size of the whole output: the image's or, of a network whose output is smaller, the
   *     image's divided by a whole number and rounded up
   */
  default void begin(int channels, ImageSize size) {}

  /**
   * Takes the next rows.
   *
   * @param rows where they lie, in full width, in pixels of the output
   * @param values channel by channel, row by row: {@code [channels][height][width]}, without
   *     padding; nobody else keeps the array
   */
  void rows(Region rows, float[] values);
}
