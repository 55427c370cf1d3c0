package org.dl4jvision.data.image;

import java.awt.Dimension;
import java.io.IOException;

/** Refuses images that no memory can hold, before any is taken. */
final class SizeLimits {

  /** What helps, for messages. */
  static final String REMEDY = "cut it into tiles, or give Java more memory (-Xmx)";

  /** Headers and tables that come with few pixels. */
  private static final int SMALL = 1 << 20;

  private SizeLimits() {}

  /**
   * Checks what a header says.
   *
   * @throws UnreadableException if the pixels do not fit in memory, or if so short a file cannot
   *     hold so many
   */
  static void check(ImageFile image) throws IOException {
    Dimension size = image.size();
    if (size.width < 1 || size.height < 1) {
      throw new UnreadableException("it has " + shown(size) + " pixels (height x width)");
    }
    long pixels = (long) size.height * size.width;
    long bytes = (long) Math.ceil(pixels * (image.bitsPerPixel() / 8.0));
    if (bytes > SMALL && bytes / image.ratio() > image.stream.length()) {
      throw new UnreadableException(
          "it is damaged: its header says "
              + shown(size)
              + " pixels (height x width), but so many do not fit in its "
              + image.stream.length()
              + " bytes");
    }
    int channels = image.bitsPerPixel() < 24 ? 1 : 3;
    long needed = bytes + channels * pixels;
    if (channels * pixels > Integer.MAX_VALUE - 8 || needed > Runtime.getRuntime().maxMemory()) {
      throw new UnreadableException(
          "its " + shown(size) + " pixels (height x width) are too many for the memory; " + REMEDY);
    }
  }

  private static String shown(Dimension size) {
    return size.height + "x" + size.width;
  }
}
