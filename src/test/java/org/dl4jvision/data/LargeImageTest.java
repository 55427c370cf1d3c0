package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.image.TiledTiff;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TIFF files of more pixels than arrays or the memory can hold: {@code mvn test -Pscale}, which has
 * 1.5 GB of heap.
 */
@Tag("scale")
class LargeImageTest {

  private static final long LARGEST_HEAP = 1536L << 20;
  private static final int SIDE = 40_000;

  @TempDir Path folder;

  private static int value(int y, int x, int channel) {
    return (y >> 4) * 31 + (x >> 5) * 7 + channel * 50 & 0xff;
  }

  private static void assertRight(Pixels pixels, Region region) {
    int area = region.length();
    for (int c = 0; c < pixels.channels(); c++) {
      for (int p = 0; p < area; p += 997) {
        int expected =
            value(region.top() + p / region.width(), region.left() + p % region.width(), c);
        assertEquals(expected, pixels.bytes()[c * area + p] & 0xff, region.toString());
      }
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** A pass over all, and windows here and there. */
  private void check(TiledTiff tiff, String name) throws IOException {
    assertTrue(Runtime.getRuntime().maxMemory() <= LARGEST_HEAP, "needs -Xmx1500m");
    Path file = folder.resolve("large.tif");
    tiff.write(file, LargeImageTest::value);
    String message =
        assertThrows(IllegalArgumentException.class, () -> ImageFiles.readPixels(file))
            .getMessage();
    assertTrue(message.contains("are too many for the memory; cut it into tiles"), message);
    try (ImageWindows image = ImageWindows.open(file)) {
      int last = image.size().height() - 512;
      double pass =
          seconds(
              () ->
                  Region.strips(image.size(), image.rows())
                      .forEach(strip -> assertRight(image.pixels(strip), strip)));
      double first = seconds(() -> windows(image, 0));
      double end = seconds(() -> windows(image, last));
      System.out.printf(
          Locale.ROOT,
          "%s: strips of %d rows, pass %.1f s, ten windows at the top %.2f s, at the bottom %.2f"
              + " s%n",
          name,
          image.rows(),
          pass,
          first,
          end);
      assertTrue(end < 3 * first + 1, "the last rows take longer than the first");
    }
  }

  private static void windows(ImageWindows image, int top) {
    for (int i = 0; i < 10; i++) {
      Region region = new Region(top, 3000 * i + 11, 512, 512);
      assertRight(image.pixels(region), region);
    }
  }

  @Test
  void tiled() throws IOException {
    check(TiledTiff.of(SIDE, SIDE, 1, 8).big().tiles(512, 512).deflate(), "tiles");
  }

  @Test
  void inOneStrip() throws IOException {
    check(TiledTiff.of(SIDE / 2, SIDE, 3, 8).big(), "one strip");
  }
}
