package org.dl4jvision.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.dl4jvision.data.ImageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFileWriterTest {

  private static final ImageSize SIZE = new ImageSize(31, 17);

  @TempDir Path folder;

  private BufferedImage written(byte[] classes, List<String> names) throws IOException {
    Path file = folder.resolve("mask.png");
    try (MaskFileWriter writer = new MaskFileWriter(file, SIZE, names)) {
      for (int top = 0, rows = 1; top < SIZE.height(); top += rows, rows++) {
        rows = Math.min(rows, SIZE.height() - top);
        writer.write(Arrays.copyOfRange(classes, top * SIZE.width(), (top + rows) * SIZE.width()));
      }
      writer.end();
    }
    return ImageIO.read(file.toFile());
  }

  private static byte[] classes(int count) {
    Random random = new Random(3);
    byte[] classes = new byte[SIZE.height() * SIZE.width()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (byte) random.nextInt(count);
    }
    return classes;
  }

  @Test
  void manyClassesAreAsInAnOverlaysMask() throws IOException {
    List<String> names = List.of("background", "a", "b", "c");
    byte[] classes = classes(4);
    BufferedImage image = written(classes, names);
    BufferedImage whole = new Overlays(names).mask(classes, SIZE.width(), SIZE.height());
    assertArrayEquals(values(whole), values(image));
    assertEquals(
        0xFF000000 | ((IndexColorModel) whole.getColorModel()).getRGB(2) & 0xFFFFFF,
        ((IndexColorModel) image.getColorModel()).getRGB(2));
  }

  @Test
  void twoClassesAreBlackAndWhite() throws IOException {
    byte[] classes = classes(2);
    int[] values = values(written(classes, List.of("background", "cell")));
    for (int i = 0; i < values.length; i++) {
      assertEquals(255 * classes[i], values[i]);
    }
  }

  @Test
  void wantsAllRowsAndNoMore() throws IOException {
    Path file = folder.resolve("mask.png");
    try (MaskFileWriter writer = new MaskFileWriter(file, SIZE, List.of("a", "b"))) {
      assertThrows(IllegalArgumentException.class, () -> writer.write(new byte[5]));
      assertThrows(IllegalArgumentException.class, () -> writer.write(new byte[32 * SIZE.width()]));
      writer.write(new byte[3 * SIZE.width()]);
      assertThrows(IllegalArgumentException.class, writer::end);
    }
  }

  @Test
  void whereThereIsNoRoomTheEndFails() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no " + full);
    MaskFileWriter writer = new MaskFileWriter(full, SIZE, List.of("a", "b"));
    writer.write(new byte[SIZE.height() * SIZE.width()]);
    assertThrows(UncheckedIOException.class, writer::end);
    assertThrows(IOException.class, writer::close);
  }

  private static int[] values(BufferedImage image) {
    return image.getRaster().getSamples(0, 0, SIZE.width(), SIZE.height(), 0, (int[]) null);
  }
}
