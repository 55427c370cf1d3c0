package org.dl4jvision.data.export;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.PixelRegion;

/** Numbers a pixel as images. */
final class PngFiles {

  private static final int NUMBERS = 256;
  private static final int BITS = 8;

  private PngFiles() {}

  /** A gray image of these values, row by row. */
  static BufferedImage gray(byte[] values, ImageSize size) {
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, size.width(), size.height(), values);
    return image;
  }

  /**
   * An image of these indices, row by row, in a palette.
   *
   * @param color 0xRRGGBB of an index
   */
  static BufferedImage indexed(byte[] indices, ImageSize size, IntUnaryOperator color) {
    int[] palette = new int[NUMBERS];
    for (int index = 0; index < NUMBERS; index++) {
      palette[index] = color.applyAsInt(index);
    }
    IndexColorModel model = new IndexColorModel(BITS, NUMBERS, palette, 0, false, -1, 0);
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_INDEXED, model);
    image.getRaster().setDataElements(0, 0, size.width(), size.height(), indices);
    return image;
  }

  /** A file of 1 for the pixels inside and 0 for the others of the window around them. */
  static byte[] window(PixelRegion region) {
    int left = (int) region.bounds().left();
    int top = (int) region.bounds().top();
    ImageSize size = new ImageSize((int) region.bounds().height(), (int) region.bounds().width());
    byte[] values = new byte[size.height() * size.width()];
    region.forEachRun(
        (y, from, to) -> {
          for (int x = from; x < to; x++) {
            values[(y - top) * size.width() + x - left] = 1;
          }
        });
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      ImageIO.write(gray(values, size), "png", file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }
}
