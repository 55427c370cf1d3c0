package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.Painter.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows are painted as the whole is. */
class PaintingTest {

  private static final ImageSize SIZE = new ImageSize(60, 90);

  @TempDir Path folder;

  private final Random random = new Random(3);

  private Polygon polygon() {
    double[] points = new double[2 * (3 + random.nextInt(5))];
    for (int i = 0; i < points.length; i += 2) {
      points[i] = -10 + 110 * random.nextDouble();
      points[i + 1] = -10 + 80 * random.nextDouble();
    }
    return new Polygon(points);
  }

  private List<Shape> shapes() throws IOException {
    BufferedImage mask =
        new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_BYTE_GRAY);
    mask.getRaster().setPixel(30, 20, new int[] {9});
    mask.getRaster().setPixel(80, 50, new int[] {9});
    Path file = folder.resolve("mask.png");
    ImageIO.write(mask, "png", file.toFile());
    List<Shape> shapes = new ArrayList<>();
    shapes.add(new Shape(new MaskOutline.Source(MaskFile.of(file)).outline(9), 9));
    for (int i = 0; i < 8; i++) {
      Outline union = Outline.union(List.of(polygon(), polygon()));
      shapes.add(new Shape(polygon(), 1 + i));
      shapes.add(new Shape(union, i == 0 ? Painter.IGNORE : 20 + i));
      shapes.add(new Shape(RunLengths.of(polygon().region(SIZE), SIZE), 40 + i));
      shapes.add(new Shape(Polygon.of(new Box(10 * i, 5, 10 * i + 4, 9)), 60 + i));
    }
    return shapes;
  }

  @Test
  void windowsAreThoseOfTheWhole() throws IOException {
    List<Shape> shapes = shapes();
    byte[] whole = Painter.paint(SIZE, shapes);
    for (long room : new long[] {0, 200, Long.MAX_VALUE}) {
      Painting painting = new Painting(SIZE, shapes, room);
      assertArrayEquals(whole, painting.paint(Region.of(SIZE)), "room " + room);
      for (int i = 0; i < 50; i++) {
        int top = random.nextInt(SIZE.height());
        int left = random.nextInt(SIZE.width());
        Region region =
            new Region(
                top,
                left,
                1 + random.nextInt(SIZE.height() - top),
                1 + random.nextInt(SIZE.width() - left));
        assertArrayEquals(cut(whole, region), painting.paint(region), room + ", " + region);
      }
    }
  }

  private static byte[] cut(byte[] whole, Region region) {
    byte[] part = new byte[region.length()];
    for (int i = 0; i < part.length; i++) {
      int y = region.top() + i / region.width();
      part[i] = whole[y * SIZE.width() + region.left() + i % region.width()];
    }
    return part;
  }

  /** An array of all pixels of this image there cannot be. */
  @Test
  void imagesMayHaveMorePixelsThanArrays() {
    ImageSize size = new ImageSize(70_000, 70_000);
    Shape far = new Shape(Polygon.of(new Box(69_990, 69_980, 69_995, 69_990)), 3);
    Shape tall = new Shape(Polygon.of(new Box(69_991, 100, 69_993, 69_999)), 4);
    Painting painting = new Painting(size, List.of(tall, far));
    assertArrayEquals(
        new byte[] {0, 0, 0, 4, 4, 0, 0, 0, 3, 3, 3, 3},
        painting.paint(new Region(69_979, 69_988, 2, 6)));
    assertEquals(
        """
        region is 70000x70000 at row 0, column 0; allowed: at most 2147483639 pixels, as an array\
         can hold; read smaller windows
        """,
        Refusals.messages(() -> painting.paint(Region.of(size))));
    assertEquals(20_000, painting.paint(new Region(0, 50_000, 1, 20_000)).length);
  }

  /** Object by object, in the plainest way. */
  @Test
  void whatSeveralValuesCoverIsContested() throws IOException {
    List<Shape> shapes = shapes();
    Region window = new Region(7, 11, 40, 60);
    BitSet expected = new BitSet();
    for (int i = 0; i < window.length(); i++) {
      int x = window.left() + i % window.width();
      int y = window.top() + i / window.width();
      long values =
          shapes.stream()
              .filter(shape -> shape.value() != Painter.IGNORE)
              .filter(shape -> shape.outline().region(SIZE).contains(x, y))
              .mapToInt(Shape::value)
              .distinct()
              .count();
      expected.set(i, values > 1);
    }
    assertTrue(expected.cardinality() > 100);
    for (long room : new long[] {0, Long.MAX_VALUE}) {
      assertEquals(expected, new Painting(SIZE, shapes, room).contested(window));
    }
  }
}
