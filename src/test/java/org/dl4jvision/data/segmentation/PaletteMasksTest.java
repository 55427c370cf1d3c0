package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts in palette files: indices, or what they show. */
class PaletteMasksTest extends SegmentationFolderTestCase {

  private static final int BLACK = 0;
  private static final int WHITE = 0xffffff;
  private static final int RED = 0x800000;
  private static final int GREEN = 0x008000;

  @BeforeEach
  void images() {
    standard();
  }

  private static BufferedImage palette(int bits, IntUnaryOperator index, int... colors) {
    IndexColorModel model = new IndexColorModel(bits, colors.length, colors, 0, false, -1, 0);
    int type = bits < 8 ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_BYTE_INDEXED;
    return draw(new BufferedImage(WIDTH, HEIGHT, type, model), index);
  }

  private void masks(int bits, IntUnaryOperator index, int... colors) {
    write(palette(bits, index, colors), "masks/a.png");
    write(palette(bits, index, colors), "masks/b.png");
  }

  private byte[] labels(FolderSegmentationDataset.Builder builder) {
    return builder.build().get(Split.TRAIN, 0).labels();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void blackAndWhiteAreAsShownInEitherOrder(int bits) {
    masks(bits, i -> i / 30, BLACK, WHITE);
    assertArrayEquals(halves(0, 1), labels(builder()));
    masks(bits, i -> i / 30, WHITE, BLACK);
    assertArrayEquals(halves(1, 0), labels(builder()));
    assertArrayEquals(halves(0, 1), labels(builder().foreground(0)));
    // Files of both orders, of one bit and of eight, and gray ones may lie side by side.
    write(palette(1, i -> i / 30, BLACK, WHITE), "masks/b.png");
    FolderSegmentationDataset data = builder().build();
    assertArrayEquals(halves(0, 1), data.get(Split.VALIDATION, 0).labels());
    assertArrayEquals(halves(1, 0), data.get(Split.TRAIN, 0).labels());
    write(gray(i -> i < 30 ? 0 : 255), "masks/b.png");
    assertArrayEquals(halves(1, 0), labels(builder()));
  }

  @Test
  void anIndexWithoutAColorIsDamage() {
    for (String name : List.of("a", "b")) {
      delete("masks/" + name + ".png");
      write(palette(8, i -> i % 2 * 9, BLACK, RED, GREEN), "masks/" + name + ".bmp");
    }
    assertEquals(
        "mask "
            + folder.resolve("masks/a.bmp")
            + " has the palette index 9, but its palette has 3 colors; the file is damaged",
        error(builder()));
  }

  @Test
  void indicesCountInColoredPalettes() {
    masks(8, i -> i % 3, BLACK, RED, GREEN);
    FolderSegmentationDataset data = builder().build();
    assertArrayEquals(new long[] {20, 20, 20}, data.classPixels(Split.TRAIN));
    assertEquals(List.of(), data.warnings());
    // Classes that say the same of indices and colors.
    text("classes.txt", "0 rest 0 0 0", "1 cat 128 0 0", "2 dog 0 128 0");
    assertEquals(2, labels(builder())[2]);
    assertEquals(List.of(), builder().build().warnings());
    // Colors that are not those of the palette.
    text("classes.txt", "0 rest 9 9 9", "1 cat 0 0 0", "2 dog 128 0 0");
    assertEquals(2, labels(builder())[2]);
  }

  @Test
  void aBlackIndexThatIsNotTheFirstIsSaid() {
    masks(8, i -> i / 30, RED, BLACK);
    FolderSegmentationDataset data = builder().build();
    assertArrayEquals(halves(0, 1), data.get(Split.TRAIN, 0).labels());
    assertEquals(
        List.of(
            "indices count in palette masks, not colors: in "
                + folder.resolve("masks/a.png")
                + " index 0, shown as (128, 0, 0), is class 0, and index 1 is shown black;"
                + " --foreground 0 inverts masks of two classes"),
        data.warnings());
  }

  @Test
  void declaredColorsCountWhereIndicesMeanSomethingElse() {
    text("classes.txt", "0 rest 0 0 0", "1 cat 128 0 0", "2 dog 0 128 0");
    masks(8, i -> i % 3, GREEN, RED, BLACK);
    FolderSegmentationDataset data = builder().build();
    assertEquals(2, data.get(Split.TRAIN, 0).labels()[0]);
    assertEquals(0, data.get(Split.TRAIN, 0).labels()[2]);
    assertEquals(
        List.of(
            "palette masks: their colors, and not their indices, are those declared; colors"
                + " count"),
        data.warnings());
    // Each file has a palette of its own.
    write(palette(8, i -> i % 3, BLACK, GREEN, RED), "masks/b.png");
    data = builder().build();
    assertArrayEquals(new long[] {20, 20, 20}, data.classPixels(Split.VALIDATION));
    assertEquals(2, data.get(Split.VALIDATION, 0).labels()[1]);
  }

  @Test
  void declaredGraysCountWhereIndicesAreNotDeclared() {
    text("classes.txt", "0 rest", "128 cat", "255 dog");
    masks(8, i -> i % 3, BLACK, 0x808080, WHITE);
    assertEquals(2, labels(builder())[2]);
    masks(8, i -> i % 3, WHITE, 0x808080, BLACK);
    assertEquals(2, labels(builder())[0]);
  }

  @Test
  void palettesMadeFileByFileAreRefused() {
    masks(8, i -> i % 3, BLACK, RED, GREEN);
    write(palette(8, i -> i % 3, BLACK, GREEN, RED), "masks/b.png");
    assertEquals(
        "the palettes of masks differ: (0, 128, 0) is index 2 in "
            + folder.resolve("masks/a.png")
            + ", but 1 in "
            + folder.resolve("masks/b.png")
            + "; classes.txt in the data folder must give the color of each class in a line"
            + " \"index name R G B\"",
        error(builder()));
    // Palettes that differ in what they show only.
    write(palette(8, i -> i % 3, BLACK, 0x123456, GREEN), "masks/b.png");
    assertEquals(3, builder().build().classNames().size());
    // Palettes that show nothing.
    masks(8, i -> i % 3, BLACK, BLACK, BLACK);
    write(palette(8, i -> i % 4, BLACK, BLACK, BLACK, BLACK), "masks/b.png");
    assertEquals(4, builder().build().classNames().size());
  }

  @Test
  void besidesColorFilesColorsCount() {
    text("classes.txt", "0 rest 0 0 0", "1 cat 128 0 0", "2 dog 0 128 0");
    write(color(i -> i % 3 == 0 ? BLACK : i % 3 == 1 ? RED : GREEN), "masks/a.png");
    write(palette(8, i -> i % 2, RED, GREEN), "masks/b.png");
    assertArrayEquals(new long[] {0, 30, 30}, builder().build().classPixels(Split.VALIDATION));
    write(gray(i -> 0), "masks/b.png");
    assertArrayEquals(new long[] {60, 0, 0}, builder().build().classPixels(Split.VALIDATION));
    write(gray(i -> 9), "masks/b.png");
    assertEquals(
        "mask "
            + folder.resolve("masks/b.png")
            + " has the color (9, 9, 9) (60 pixels); allowed: (0, 0, 0), (0, 128, 0), (128, 0, 0)."
            + " Give --mask-nearest if the masks are blurred (once JPEG, or resized)",
        error(builder()));
  }

  @Test
  void resizedColorsGetTheNearestByOption() {
    text("classes.txt", "0 rest 0 0 0", "1 cat 128 0 0", "2 dog 0 128 0");
    for (String name : List.of("a", "b")) {
      write(
          color(i -> i < 20 ? BLACK : i < 30 ? i - 20 << 20 : i < 40 ? RED : GREEN),
          "masks/" + name + ".png");
    }
    assertContains(error(builder()), "has the color (16, 0, 0) (1 pixel)", "Give --mask-nearest");
    FolderSegmentationDataset data = builder().maskNearest(true).build();
    // The one in the middle, (64, 0, 0), is the lower one's.
    assertArrayEquals(new long[] {25, 15, 20}, data.classPixels(Split.TRAIN));
    assertEquals(
        List.of(
            "16 pixels of 2 masks have no color of classes.txt: each pixel gets the nearest (first "
                + folder.resolve("masks/a.png")
                + ": 8, most often (16, 0, 0))"),
        data.warnings());
  }

  @Test
  void colorsMustBeDeclared() {
    write(color(i -> i % 2 == 0 ? BLACK : RED), "masks/b.png");
    String expected =
        "the masks are colored, as "
            + folder.resolve("masks/b.png")
            + "; classes.txt in the data folder must give each class in a line \"index name R G"
            + " B\", or --mask-threshold N make two classes by brightness";
    assertEquals(expected, error(builder()));
    text("classes.txt", "0 rest", "1 cat 128 0 0");
    assertEquals(expected, error(builder()));
    assertArrayEquals(
        new long[] {30, 30}, builder().maskThreshold(9).build().classPixels(Split.VALIDATION));
  }

  @Test
  void aColorOfTwoClassesIsRefused() {
    text("classes.txt", "0 rest 0 0 0", "1 cat 128 0 0", "2 dog 128 0 0");
    masks(8, i -> i % 3, BLACK, RED, GREEN);
    assertEquals(3, builder().build().classNames().size());
    write(color(i -> RED), "masks/a.png");
    assertEquals(
        folder.resolve("classes.txt")
            + " gives two classes the color (128, 0, 0), but the masks are colored; expected each"
            + " color once",
        error(builder()));
  }
}
