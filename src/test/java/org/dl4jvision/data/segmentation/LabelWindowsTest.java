package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.MaskWindows;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.image.TiledTiff;
import org.junit.jupiter.api.Test;

/** Windows of class maps have what the whole has, and counts of strips are those of the whole. */
class LabelWindowsTest extends SegmentationFolderTestCase {

  private static final MaskOptions NOTHING =
      new MaskOptions(null, null, null, null, null, false, null);

  private final Random random = new Random(4);

  private AnnotatedImage image(BufferedImage mask, String file) {
    write(gray(i -> i), "a.png");
    write(mask, file);
    return AnnotatedImage.of(folder.resolve("a.png")).mask(folder.resolve(file)).build();
  }

  private void check(ClassMaps maps, AnnotatedImage image) {
    byte[] whole = maps.labels(image);
    ImageSize size = image.size();
    try (LabelWindows windows = maps.open(image)) {
      assertArrayEquals(whole, windows.labels(Region.of(size)));
      for (int i = 0; i < 30; i++) {
        int top = random.nextInt(size.height());
        int left = random.nextInt(size.width());
        Region region =
            new Region(
                top,
                left,
                1 + random.nextInt(Math.min(50, size.height() - top)),
                1 + random.nextInt(Math.min(50, size.width() - left)));
        byte[] labels = windows.labels(region);
        for (int p = 0; p < labels.length; p++) {
          int y = top + p / region.width();
          int x = left + p % region.width();
          assertEquals(whole[y * size.width() + x], labels[p], region + " at " + p);
        }
      }
    }
    long[] pixels = new long[maps.names().size()];
    for (byte label : whole) {
      if (label != (byte) SegmentationSample.IGNORE) {
        pixels[Byte.toUnsignedInt(label)]++;
      }
    }
    assertArrayEquals(pixels, maps.pixels(List.of(image)));
  }

  private void check(AnnotatedImage image, MaskOptions options) {
    check(new MaskedMaps(List.of(image), options, Optional.empty()), image);
  }

  @Test
  void ofMasksOfAllKinds() {
    check(image(gray(i -> i % 7 % 3), "m.png"), NOTHING);
    check(image(gray(i -> i < 50 ? 0 : 255), "m.png"), NOTHING);
    int[] colors = {0x102030, 0xff0000, 0x00ff00};
    IndexColorModel palette = new IndexColorModel(2, 3, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage indexed =
        new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, palette);
    check(image(draw(indexed, i -> i / 7 % 3), "p.png"), NOTHING);
    MaskOptions threshold = new MaskOptions(null, null, null, null, 100, false, null);
    check(image(color(i -> i < 50 ? 0x808080 : 0), "m.png"), threshold);
    check(image(draw(indexed, i -> i / 7 % 3), "p.png"), threshold);
    check(image(gray(i -> i < 20 ? 10 : 240), "m.jpg"), NOTHING);
    AnnotatedImage legend = image(color(i -> i < 20 ? 0 : i < 55 ? 0xff0000 : 0x0000ff), "m.png");
    MaskLegend.Builder builder = MaskLegend.builder(folder.resolve("labelmap.txt"));
    builder.color(0, "sky").color(0xff0000, "road").color(0x0000ff, "car");
    check(new LegendMaps(List.of(legend), builder.build(), NOTHING), legend);
  }

  @Test
  void ofOutlines() {
    write(gray(i -> i), "a.png");
    Annotation large =
        Annotation.of(
            "object 1 (a)", "a", new Polygon(new double[] {0, 0, 9, 0, 9, 6, 0, 5}), Set.of());
    Annotation small =
        Annotation.of("object 2 (b)", "b", new Polygon(new double[] {2, 1, 5, 2, 3, 5}), Set.of());
    AnnotatedImage image =
        AnnotatedImage.of(folder.resolve("a.png")).objects(List.of(large, small)).build();
    check(new PaintedMaps(folder, List.of(image), Optional.empty()), image);
  }

  /** So large that it is read in several strips. */
  @Test
  void ofLargeMasks() throws IOException {
    Path file = folder.resolve("a.tif");
    TiledTiff.of(3000, 3500, 1, 8)
        .big()
        .tiles(256, 256)
        .deflate()
        .write(file, (y, x, c) -> y / 300 % 3 + (x < 3 && y == 2999 ? 1 : 0));
    AnnotatedImage image = AnnotatedImage.of(file).mask(file).build();
    try (MaskWindows mask = MaskFile.of(file).open()) {
      assertEquals(2304, mask.rows());
    }
    check(image, NOTHING);
  }

  @Test
  void countsOfStripsAreThoseOfTheWhole() {
    int[] codes = new int[WIDTH * HEIGHT];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = random.nextInt(4) * (i / 25);
    }
    MaskWindows whole = MaskWindows.of(new Mask(HEIGHT, WIDTH, codes));
    Path file = Path.of("mask");
    MaskCount expected = MaskCount.of(file, whole);
    for (int rows = 1; rows < HEIGHT; rows++) {
      MaskCount count = MaskCount.of(file, strips(whole, rows));
      assertArrayEquals(expected.codes().toArray(), count.codes().toArray());
      expected.codes().forEach(code -> assertEquals(expected.pixels(code), count.pixels(code)));
      assertEquals(codes.length, count.pixels());
    }
  }

  private static MaskWindows strips(MaskWindows whole, int rows) {
    return new MaskWindows() {
      @Override
      public ImageSize size() {
        return whole.size();
      }

      @Override
      public int rows() {
        return rows;
      }

      @Override
      public Mask mask(Region region) {
        assertEquals(WIDTH, region.width());
        return whole.mask(region);
      }

      @Override
      public void close() {}
    };
  }
}
