package org.dl4jvision.data.image;

import java.awt.Dimension;

/**
 * Samples of an image, channel by channel, row by row, upright: gray, or red, green and blue.
 *
 * @param channels 1 or 3
 * @param bytes in steps of 1/255; null where there are floats
 * @param floats from 0 to 1; null where there are bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Samples(int channels, int height, int width, byte[] bytes, float[] floats) {

  /** Room for the samples of an image of which these are a part. */
  Samples roomFor(Dimension image) {
    int length = Math.multiplyExact(channels, Math.multiplyExact(image.height, image.width));
    return new Samples(
        channels,
        image.height,
        image.width,
        bytes == null ? null : new byte[length],
        floats == null ? null : new float[length]);
  }

  /** Copies the samples of some whole rows here, as many channels of the same kind. */
  void put(int top, Samples rows) {
    Object from = bytes == null ? rows.floats : rows.bytes;
    Object to = bytes == null ? floats : bytes;
    int length = rows.height * width;
    for (int c = 0; c < channels; c++) {
      System.arraycopy(from, c * length, to, (c * height + top) * width, length);
    }
  }
}
