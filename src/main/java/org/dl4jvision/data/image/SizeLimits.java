package org.dl4jvision.data.image;

import java.awt.Dimension;
import java.io.IOException;

/** Refuses images that no memory can hold, before any is taken. */
final class SizeLimits {

  /** What helps, for messages. */
  static final String REMEDY = "cut it into tiles, or give Java more memory (-Xmx)";

  private static final String WINDOW_REMEDY = "read smaller ones, or give Java more memory (-Xmx)";

  /** Headers and tables that come with few pixels. */
  private static final int SMALL = 1 << 20;

  private SizeLimits() {}

  /**
   * The size as stored.
   *
   * @throws UnreadableException if there are no pixels
   */
  static Dimension checkedSize(ImageFile image) throws IOException {
    Dimension size = image.size();
    if (size.width < 1 || size.height < 1) {
      throw new UnreadableException("it has " + shown(size) + " pixels (height x width)");
    }
    return size;
  }

  /**
   * Checks what a header says.
   *
   * @throws UnreadableException if so short a file cannot hold so many pixels
   */
  static void check(ImageFile image) throws IOException {
    Dimension size = checkedSize(image);
    long bytes = bytes(image, (long) size.height * size.width);
    if (bytes > SMALL && bytes / image.ratio() > image.stream.length()) {
      throw new UnreadableException(
          "it is damaged: its header says "
              + shown(size)
              + " pixels (height x width), but so many do not fit in its "
              + image.stream.length()
              + " bytes");
    }
  }

  /**
   * Checks that pixels can be decoded.
   *
   * @param bytesOfPixel that are made of a decoded pixel
   * @throws UnreadableException if they do not fit in memory
   */
  static void checkMemory(ImageFile image, Dimension part, int bytesOfPixel) throws IOException {
    long pixels = (long) part.height * part.width;
    int channels = image.bitsPerPixel() < 24 ? 1 : 3;
    // A header can say more than a long can hold.
    double needed = bytes(image, pixels) + (double) bytesOfPixel * pixels;
    if (channels * (double) pixels > Integer.MAX_VALUE - 8
        || needed > Runtime.getRuntime().maxMemory()) {
      boolean all = part.equals(image.size());
      throw new UnreadableException(
          (all ? "its " : "the ")
              + shown(part)
              + " pixels (height x width) "
              + (all ? "" : "of a window ")
              + "are too many for the memory; "
              + (all ? REMEDY : WINDOW_REMEDY));
    }
  }

  private static long bytes(ImageFile image, long pixels) throws IOException {
    return (long) Math.ceil(pixels * (image.bitsPerPixel() / 8.0));
  }

  private static String shown(Dimension size) {
    return size.height + "x" + size.width;
  }
}
