package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks with values between those that were meant: once JPEG, or resized. */
class BlurredMasksTest extends SegmentationFolderTestCase {

  /** Black, a blurred edge of ten pixels from row 2 to 3, white. */
  private static final IntUnaryOperator EDGE = i -> i < 20 ? 0 : i < 30 ? 20 * (i - 20) : 255;

  private void masks(IntUnaryOperator value) {
    standard();
    for (String name : List.of("a", "b")) {
      write(gray(value), "masks/" + name + ".png");
    }
  }

  private static byte[] from(int first) {
    byte[] labels = new byte[WIDTH * HEIGHT];
    for (int i = first; i < labels.length; i++) {
      labels[i] = 1;
    }
    return labels;
  }

  private void assertLabels(byte[] expected, FolderSegmentationDataset.Builder builder) {
    FolderSegmentationDataset data = builder.build();
    assertArrayEquals(expected, data.get(Split.TRAIN, 0).labels());
    assertEquals(List.of("background", "foreground"), data.classNames());
  }

  @Test
  void valuesInBetweenAreRefusedWithTheOptionThatHelps() {
    masks(EDGE);
    assertEquals(
        "mask "
            + folder.resolve("masks/a.png")
            + " has the value 20 (1 pixel), and all masks have 0, 20, 40, 60, 80, 100, 120, 140,"
            + " 160, 180, 255; expected 0 and 255, or class indices from 0 without gaps. Give"
            + " --mask-threshold 128 if the masks are blurred (once JPEG, or resized), --foreground"
            + " VALUE if one value is the foreground, --ignore-index 255 if one is void, --classes"
            + " N or a classes.txt for class indices, --class-map"
            + " FILE with lines VALUE = CLASS for any others",
        error(builder()));
    assertEquals(
        "mask "
            + folder.resolve("masks/a.png")
            + " has the value 20 (1 pixel); allowed: 0, 1. Give --mask-threshold 128 if the masks"
            + " are blurred (once JPEG, or resized)",
        error(builder().classes(2)));
  }

  @Test
  void aThresholdCutsThem() {
    masks(EDGE);
    assertLabels(from(27), builder().maskThreshold(128));
    assertLabels(from(21), builder().maskThreshold(1));
    assertLabels(from(30), builder().maskThreshold(255));
    assertEquals(List.of(), builder().maskThreshold(128).build().warnings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "tif", "bmp", "gif"})
  void aThresholdIsForAllKindsOfFiles(String extension) {
    standard();
    write(gray(i -> i < 30 ? 3 : 250), "masks/b.png");
    delete("masks/a.png");
    write(gray(i -> i < 30 ? 10 : 240), "masks/a." + extension);
    assertLabels(halves(0, 1), builder().maskThreshold(100));
  }

  @Test
  void aThresholdTakesTheLumaOfColors() {
    masks(EDGE);
    write(color(i -> i < 30 ? 0x300000 : 0xf0f000), "masks/a.png");
    assertLabels(halves(0, 1), builder().maskThreshold(128));
  }

  @Test
  void aThresholdOfSixteenBits() {
    masks(EDGE);
    for (String name : List.of("a", "b")) {
      BufferedImage wide = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
      write(draw(wide, i -> EDGE.applyAsInt(i) * 257), "masks/" + name + ".png");
    }
    assertContains(error(builder()), "--mask-threshold 32768");
    assertLabels(from(27), builder().maskThreshold(32768));
  }

  @Test
  void foregroundMayBeBelowTheThreshold() {
    masks(EDGE);
    byte[] inverted = from(27);
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = (byte) (1 - inverted[i]);
    }
    assertLabels(inverted, builder().maskThreshold(128).foreground(0));
    assertLabels(from(27), builder().maskThreshold(128).foreground(255));
  }

  @Test
  void theNearestOfBlackAndWhite() {
    masks(EDGE);
    assertLabels(from(27), builder().maskNearest(true));
    assertEquals(
        List.of(
            "18 pixels of 2 masks are neither 0 nor 255: each gets the nearest of both (first "
                + folder.resolve("masks/a.png")
                + ": 9, most often 20)"),
        builder().maskNearest(true).build().warnings());
  }

  @Test
  void theNearestOfDeclaredValues() {
    masks(i -> i < 20 ? 0 : i < 30 ? 7 * (i - 20) : i < 40 ? 70 : 200);
    text("classes.txt", "0 rest", "70 cell", "200 dirt");
    assertEquals(
        "mask "
            + folder.resolve("masks/a.png")
            + " has the value 7 (1 pixel); allowed: 0, 70, 200. Give --mask-nearest if the masks"
            + " are blurred (once JPEG, or resized)",
        error(builder()));
    FolderSegmentationDataset data = builder().maskNearest(true).build();
    assertArrayEquals(new long[] {26, 14, 20}, data.classPixels(Split.TRAIN));
    assertEquals(
        List.of(
            "18 pixels of 2 masks have no declared value: each gets the nearest (first "
                + folder.resolve("masks/a.png")
                + ": 9, most often 7)"),
        data.warnings());
  }

  @Test
  void optionsThatContradictAreRefused() {
    masks(i -> i % 3);
    assertEquals(
        """
        maskThreshold is 0; allowed: 1 to 65535
        with maskThreshold there are 2 classes, but classes is 3
        maskNearest is for masks of several values; it excludes maskThreshold
        maskNearest is for masks of several values; it excludes foreground
        maskNearest needs values at least 8 apart, as blur between closer ones looks like classes; \
        declared are 0, 1, 2
        maskNearest needs masks of 0 and 255, or classes.txt in the data folder with the values or \
        colors of the classes; the masks have 0, 1, 2
        """,
        Refusals.messages(
            () -> builder().maskThreshold(0).build(),
            () -> builder().maskThreshold(9).classes(3).build(),
            () -> builder().maskThreshold(9).maskNearest(true).build(),
            () -> builder().foreground(1).maskNearest(true).build(),
            () -> builder().classes(3).maskNearest(true).build(),
            () -> builder().maskNearest(true).build()));
  }

  @Test
  void ofTwoOtherValuesTheSecondMayBeTheForeground() {
    masks(i -> i < 30 ? 0 : 90);
    assertEquals(
        "mask "
            + folder.resolve("masks/a.png")
            + " has the value 90 (30 pixels), and all masks have 0, 90; expected 0 and 255, or"
            + " class indices from 0 without gaps. Give --mask-threshold 45 if the masks are"
            + " blurred (once JPEG, or resized), --foreground 90 if one value is the foreground,"
            + " --ignore-index VALUE if one is void, --classes N or a classes.txt for class"
            + " indices, --class-map FILE with lines VALUE = CLASS for any others",
        error(builder()));
    assertLabels(halves(0, 1), builder().foreground(90));
    assertLabels(halves(0, 1), builder().maskThreshold(45));
  }

  @Test
  void manyValuesAreShortened() {
    masks(i -> 4 * i);
    assertTrue(
        error(builder())
            .contains("all masks have 0, 4, 8, 12, 16, 20, ..., 236 (60 values); expected"),
        error(builder()));
  }
}
