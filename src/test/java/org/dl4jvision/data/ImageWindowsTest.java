package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.image.AllKinds;
import org.dl4jvision.data.image.TiledTiff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows have what the whole image has there. */
class ImageWindowsTest {

  private static final int HEIGHT = 53;
  private static final int WIDTH = 71;

  @TempDir Path folder;

  private final Random random = new Random(5);

  private static Pixels cut(Pixels whole, Region region) {
    int channels = whole.channels();
    int area = region.height() * region.width();
    byte[] bytes = whole.bytes() == null ? null : new byte[channels * area];
    float[] floats = whole.floats() == null ? null : new float[channels * area];
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < region.height(); y++) {
        int from = (c * whole.height() + region.top() + y) * whole.width() + region.left();
        int to = c * area + y * region.width();
        Object source = bytes == null ? whole.floats() : whole.bytes();
        System.arraycopy(source, from, bytes == null ? floats : bytes, to, region.width());
      }
    }
    return new Pixels(channels, region.height(), region.width(), bytes, floats);
  }

  private static void assertSame(Pixels expected, Pixels actual, String message) {
    assertEquals(expected.channels(), actual.channels(), message);
    assertEquals(expected.height(), actual.height(), message);
    assertEquals(expected.width(), actual.width(), message);
    assertArrayEquals(expected.bytes(), actual.bytes(), message);
    assertArrayEquals(expected.floats(), actual.floats(), message);
  }

  private static void assertSame(Mask expected, Mask actual, String message) {
    assertEquals(expected.height(), actual.height(), message);
    assertEquals(expected.width(), actual.width(), message);
    assertArrayEquals(expected.codes(), actual.codes(), message);
    assertArrayEquals(expected.palette(), actual.palette(), message);
    assertEquals(expected.loss(), actual.loss(), message);
  }

  private List<Region> regions(ImageSize size) {
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int top = random.nextInt(size.height());
      int left = random.nextInt(size.width());
      regions.add(
          new Region(
              top,
              left,
              1 + random.nextInt(size.height() - top),
              1 + random.nextInt(size.width() - left)));
    }
    regions.add(Region.of(size));
    return regions;
  }

  private static <T> Object resultOf(Function<Path, T> reader, Path file) {
    try {
      return reader.apply(file);
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  /** The whole image is refused, or each window is a part of it. */
  private void check(Path file, String name) {
    Object pixels = resultOf(ImageFiles::readPixels, file);
    if (pixels instanceof Pixels whole) {
      ImageSize size = new ImageSize(whole.height(), whole.width());
      for (Region region : regions(size)) {
        try (ImageWindows image = ImageWindows.open(file)) {
          assertEquals(size, image.size());
          assertSame(cut(whole, region), image.pixels(region), name + ", first, " + region);
          Region next = regions(size).get(0);
          assertSame(cut(whole, next), image.pixels(next), name + ", second, " + next);
        }
      }
    } else {
      assertEquals(pixels, resultOf(ImageWindowsTest::readInOne, file), name);
    }
    Object mask = resultOf(ImageFiles::readMask, file);
    if (mask instanceof Mask whole) {
      MaskWindows parts = MaskWindows.of(whole);
      for (Region region : regions(parts.size())) {
        try (MaskWindows windows = MaskFile.of(file).open()) {
          assertSame(parts.mask(region), windows.mask(region), name + ", mask, " + region);
        }
      }
    } else {
      Object refusal =
          resultOf(
              one -> {
                try (ImageWindows image = ImageWindows.open(one)) {
                  return image.mask(Region.of(image.size()));
                }
              },
              file);
      assertEquals(mask, refusal, name);
    }
  }

  private static Pixels readInOne(Path file) {
    try (ImageWindows image = ImageWindows.open(file)) {
      return image.pixels(Region.of(image.size()));
    }
  }

  @Test
  void areThoseOfFilesOfAllKinds() throws IOException {
    List<byte[]> files = AllKinds.all();
    assertTrue(files.size() > 50);
    for (int i = 0; i < files.size(); i++) {
      check(Files.write(folder.resolve("image"), files.get(i)), "file " + i);
    }
  }

  private static TiledTiff.Sample noise(int bits) {
    return (y, x, c) -> {
      int hash = (y * 7919 + x * 104_729 + c * 31_337) * 0x9E3779B1 >>> 7;
      return bits == 32 ? Float.floatToIntBits(hash % 1000 / 8f - 40) : hash;
    };
  }

  private static Map<String, Function<TiledTiff, TiledTiff>> layouts() {
    Map<String, Function<TiledTiff, TiledTiff>> layouts = new LinkedHashMap<>();
    layouts.put("one strip", tiff -> tiff);
    layouts.put("strips", tiff -> tiff.strips(7));
    layouts.put("big, deflated strips", tiff -> tiff.big().strips(10).deflate());
    layouts.put("one deflated strip", tiff -> tiff.deflate());
    layouts.put("tiles", tiff -> tiff.tiles(16, 32));
    layouts.put("big, deflated tiles", tiff -> tiff.big().tiles(32, 16).deflate());
    layouts.put("one tile", tiff -> tiff.tiles(64, 80));
    return layouts;
  }

  @Test
  void areThoseOfTiffFilesHoweverTheirTilesLie() throws IOException {
    Path file = folder.resolve("image.tif");
    int[][] kinds = {{1, 1}, {1, 8}, {3, 8}, {4, 8}, {3, 16}, {1, 32}};
    for (int[] kind : kinds) {
      for (Map.Entry<String, Function<TiledTiff, TiledTiff>> layout : layouts().entrySet()) {
        for (int orientation = 1; orientation <= 8; orientation++) {
          TiledTiff tiff = TiledTiff.of(HEIGHT, WIDTH, kind[0], kind[1]).tag(274, orientation);
          layout.getValue().apply(tiff).write(file, noise(kind[1]));
          String name =
              kind[0] + " x " + kind[1] + " bits, " + layout.getKey() + ", " + orientation;
          check(file, name);
          if (kind[0] == 3 && orientation % 4 == 1) {
            layout.getValue().apply(tiff).planar().write(file, noise(kind[1]));
            check(file, name + ", planar");
          }
        }
      }
    }
  }

  /** Images of more than a million pixels become samples strip by strip, whichever way they lie. */
  @Test
  void areThoseOfLargerImages() throws IOException {
    Path file = folder.resolve("image.tif");
    int[][] kinds = {{1, 32, 6}, {1, 16, 3}, {3, 8, 1}, {4, 8, 8}};
    for (int[] kind : kinds) {
      TiledTiff.of(1300, 1100, kind[0], kind[1]).tag(274, kind[2]).write(file, noise(kind[1]));
      check(file, kind[0] + " x " + kind[1] + " bits, orientation " + kind[2]);
    }
    // Color that occurs in the last strip alone makes all of a palette color.
    byte[] colors = {0, 100, (byte) 200};
    IndexColorModel model = new IndexColorModel(8, 3, colors, colors, new byte[] {0, 100, 9});
    BufferedImage image = new BufferedImage(1300, 1100, BufferedImage.TYPE_BYTE_INDEXED, model);
    image.getRaster().setSample(77, 1099, 0, 2);
    assertTrue(ImageIO.write(image, "png", file.toFile()));
    assertEquals(3, ImageFiles.readPixels(file).channels());
    check(file, "palette");
  }

  @Test
  void areThoseOfJpegTiles() throws IOException {
    Path file = folder.resolve("image.tif");
    TiledTiff.of(HEIGHT, WIDTH, 1, 8).tiles(16, 32).jpeg().write(file, noise(8));
    check(file, "JPEG tiles");
    TiledTiff.of(HEIGHT, WIDTH, 1, 8).strips(24).jpeg().write(file, noise(8));
    check(file, "JPEG strips");
  }

  /** The meaning of 16 bits, of alpha and of ranges may be told by a pixel outside of a window. */
  @Test
  void meanWhatTheWholeImageMeans() throws IOException {
    Path file = folder.resolve("image.tif");
    TiledTiff.Sample rare = (y, x, c) -> y == HEIGHT - 1 && x == WIDTH - 1 ? 60_000 : 3 * c + x;
    TiledTiff.of(HEIGHT, WIDTH, 3, 16).tiles(16, 16).write(file, rare);
    check(file, "wide");
    TiledTiff.Sample narrow = (y, x, c) -> 3 * c + x;
    TiledTiff.of(HEIGHT, WIDTH, 3, 16).tiles(16, 16).write(file, narrow);
    check(file, "narrow");
    TiledTiff.Sample shape = (y, x, c) -> c < 3 ? 9 : y == HEIGHT - 1 ? 0 : 255;
    TiledTiff.of(HEIGHT, WIDTH, 4, 8).tiles(16, 16).write(file, shape);
    check(file, "shape in alpha");
    TiledTiff.Sample heights =
        (y, x, c) -> Float.floatToIntBits(y == HEIGHT - 1 ? -9999 : y * x / 100f);
    TiledTiff.of(HEIGHT, WIDTH, 1, 32).tiles(16, 16).write(file, heights);
    check(file, "no data");
  }

  /** Were they decoded, the file would be refused. */
  @Test
  void doNotTouchOtherTiles() throws IOException {
    Path file = folder.resolve("image.tif");
    List<Long> tiles =
        TiledTiff.of(HEIGHT, WIDTH, 3, 8).big().tiles(16, 16).deflate().write(file, noise(8));
    Pixels whole = ImageFiles.readPixels(file);
    int inner = 1 * 5 + 2;
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      for (int i = 0; i < tiles.size(); i++) {
        if (i != inner) {
          damaged.seek(tiles.get(i));
          damaged.write(new byte[] {99, 99, 99, 99});
        }
      }
    }
    Region window = new Region(18, 33, 12, 14);
    try (ImageWindows image = ImageWindows.open(file)) {
      assertSame(cut(whole, window), image.pixels(window), "window");
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> image.pixels(new Region(18, 33, 15, 14)))
              .getMessage();
      assertTrue(
          message.startsWith("cannot read " + file + ": its TIFF data are damaged"), message);
      assertSame(cut(whole, window), image.pixels(window), "window again");
    }
    assertThrows(IllegalArgumentException.class, () -> ImageFiles.readPixels(file));
  }

  @Test
  void haveRowsOfWholeTiles() throws IOException {
    Path file = folder.resolve("image.tif");
    TiledTiff.of(700, 20_000, 1, 8).tiles(256, 256).deflate().write(file, (y, x, c) -> 0);
    try (ImageWindows image = ImageWindows.open(file)) {
      assertEquals(256, image.rows());
      assertEquals(
          List.of(0, 256, 512),
          Region.strips(image.size(), image.rows()).stream().map(Region::top).toList());
      assertThrows(IllegalArgumentException.class, () -> image.pixels(new Region(699, 0, 2, 1)));
    }
  }
}
