package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks of other numbers than 8-bit integers, and masks with alpha. */
class MaskNumbersTest extends SegmentationFolderTestCase {

  @BeforeEach
  void images() {
    standard();
  }

  private void masks(BufferedImage mask, String extension) {
    for (String name : List.of("a", "b")) {
      if (!extension.equals("png")) {
        delete("masks/" + name + ".png");
      }
      write(mask, "masks/" + name + "." + extension);
    }
  }

  private long[] pixels() {
    return builder().build().classPixels(Split.TRAIN);
  }

  private void wide(IntUnaryOperator value) {
    masks(draw(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY), value), "png");
  }

  @Test
  void sixteenBits() {
    wide(i -> i < 20 ? 0 : 65535);
    assertArrayEquals(new long[] {20, 40}, pixels());
    wide(i -> i < 20 ? 0 : 1);
    assertArrayEquals(new long[] {20, 40}, pixels());
    wide(i -> i < 20 ? 0 : 255);
    assertArrayEquals(new long[] {20, 40}, pixels());
    wide(i -> i % 3);
    assertArrayEquals(new long[] {20, 20, 20}, pixels());
  }

  /** As in the trimaps of Oxford's pets. */
  @Test
  void valuesFromOneAreClassesAndItIsSaid() {
    wide(i -> 1 + i % 3);
    FolderSegmentationDataset data = builder().build();
    assertEquals(List.of("class1", "class2", "class3"), data.classNames());
    assertArrayEquals(new long[] {20, 20, 20}, data.classPixels(Split.TRAIN));
    assertEquals(
        "no mask has the value 0: the values from 1 to 3 are taken for a class each, class1,"
            + " class2, class3; a class map says what they mean (--class-map)",
        data.warnings().get(0));
    assertArrayEquals(
        new long[] {20, 20}, builder().ignoreIndex(3).build().classPixels(Split.TRAIN));
  }

  @ParameterizedTest
  @ValueSource(ints = {DataBuffer.TYPE_INT, DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE})
  void wholeNumbersOfAnyKind(int type) {
    masks(numbers(type, false, i -> i % 3), "tif");
    assertArrayEquals(new long[] {20, 20, 20}, pixels());
    for (String name : List.of("a", "b")) {
      write(numbers(type, false, i -> i < 20 ? 0 : 255), "masks/" + name + ".tif");
    }
    assertArrayEquals(new long[] {20, 40}, pixels());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, -1, Double.NaN, 1e9})
  void otherNumbersAreRefused(double odd) {
    masks(numbers(DataBuffer.TYPE_FLOAT, false, i -> i == 7 ? odd : 0), "tif");
    assertContains(error(builder()), folder.resolve("masks/a.tif"), "whole numbers");
  }

  @Test
  void besideAlphaTheValueCounts() {
    masks(numbers(DataBuffer.TYPE_BYTE, true, i -> i < 20 ? 0 : 255, i -> i < 40 ? 255 : 3), "png");
    assertArrayEquals(new long[] {20, 40}, pixels());
    masks(
        numbers(
            DataBuffer.TYPE_BYTE,
            true,
            i -> i < 20 ? 0 : 255,
            i -> i < 20 ? 0 : 255,
            i -> i < 20 ? 0 : 255,
            i -> i < 20 ? 0 : 255),
        "png");
    assertArrayEquals(new long[] {20, 40}, pixels());
  }

  @Test
  void aShapeInTheAlphaChannelIsRefused() {
    IntToDoubleFunction white = i -> 255;
    IntToDoubleFunction shape = i -> i < 20 ? 0 : 255;
    String expected =
        " has one color, and its shape in the alpha channel; expected masks whose colors or values"
            + " differ: save the alpha channel as a gray image";
    masks(numbers(DataBuffer.TYPE_BYTE, true, white, white, white, shape), "png");
    assertContains(error(builder()), folder.resolve("masks/a.png") + expected);
    masks(numbers(DataBuffer.TYPE_BYTE, true, white, shape), "png");
    assertContains(error(builder()), folder.resolve("masks/a.png") + expected);
    // One color and even alpha is a mask of one class.
    masks(numbers(DataBuffer.TYPE_BYTE, true, white, white, white, i -> 128), "png");
    assertArrayEquals(new long[] {0, 60}, pixels());
  }

  @Test
  void sixteenBitColors() {
    text("classes.txt", "0 rest 0 0 0", "1 cat 128 0 0");
    masks(
        numbers(DataBuffer.TYPE_USHORT, false, i -> i < 20 ? 0 : 128 * 257, i -> 0, i -> 0), "png");
    assertArrayEquals(new long[] {20, 40}, pixels());
    masks(numbers(DataBuffer.TYPE_USHORT, false, i -> i < 20 ? 0 : 128, i -> 0, i -> 0), "png");
    assertArrayEquals(new long[] {20, 40}, pixels());
  }
}
