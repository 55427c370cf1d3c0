package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.dl4jvision.box.Box;

/** Writes masks of 40x30 pixels as PNG files, for tests. */
public final class Masks {

  private Masks() {}

  /** A mask of one value in a box and another around it. */
  public static IntBinaryOperator box(Box box, int inside, int outside) {
    return (x, y) ->
        x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom() ? inside : outside;
  }

  /** A gray file of 8 bits. */
  public static void gray(DetectionFolder folder, String file, IntBinaryOperator value) {
    samples(folder, file, BufferedImage.TYPE_BYTE_GRAY, value);
  }

  /** A gray file of 16 bits. */
  public static void gray16(DetectionFolder folder, String file, IntBinaryOperator value) {
    samples(folder, file, BufferedImage.TYPE_USHORT_GRAY, value);
  }

  private static void samples(
      DetectionFolder folder, String file, int type, IntBinaryOperator value) {
    BufferedImage image = new BufferedImage(DetectionFolder.WIDTH, DetectionFolder.HEIGHT, type);
    each((x, y) -> image.getRaster().setSample(x, y, 0, value.applyAsInt(x, y)));
    write(folder, file, image);
  }

  /** A color file, 0xRRGGBB a pixel. */
  public static void rgb(DetectionFolder folder, String file, IntBinaryOperator color) {
    BufferedImage image =
        new BufferedImage(
            DetectionFolder.WIDTH, DetectionFolder.HEIGHT, BufferedImage.TYPE_INT_RGB);
    each((x, y) -> image.setRGB(x, y, color.applyAsInt(x, y)));
    write(folder, file, image);
  }

  private interface Pixel {
    void visit(int x, int y);
  }

  private static void each(Pixel pixel) {
    for (int y = 0; y < DetectionFolder.HEIGHT; y++) {
      for (int x = 0; x < DetectionFolder.WIDTH; x++) {
        pixel.visit(x, y);
      }
    }
  }

  /** A PNG file. */
  public static void write(DetectionFolder folder, String file, BufferedImage image) {
    try {
      Path path = folder.root().resolve(file);
      Files.createDirectories(path.getParent());
      assertTrue(ImageIO.write(image, "png", path.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
