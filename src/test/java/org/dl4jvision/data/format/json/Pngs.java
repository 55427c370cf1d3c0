package org.dl4jvision.data.format.json;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;

/** Masks as PNG files in memory, for tests. */
final class Pngs {

  private Pngs() {}

  /**
   * A PNG file.
   *
   * @param palette whether it has a palette whose color 0 is transparent, else gray values 0 and 1
   */
  static byte[] of(boolean[][] pixels, boolean palette) {
    byte[] colors = {0, (byte) 255};
    int width = pixels[0].length;
    BufferedImage image =
        palette
            ? new BufferedImage(
                width,
                pixels.length,
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, 2, colors, colors, colors, 0))
            : new BufferedImage(width, pixels.length, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < pixels.length; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, pixels[y][x] ? 1 : 0);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** The pixels of an outline, such as "3,4 4,4". */
  static String pixels(Outline outline, ImageSize size) {
    List<String> pixels = new ArrayList<>();
    outline
        .region(size)
        .forEachRun(
            (y, from, to) -> {
              for (int x = from; x < to; x++) {
                pixels.add(x + "," + y);
              }
            });
    return String.join(" ", pixels);
  }
}
