package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  /** An image whose two channels repeat its labels; every pixel has another label. */
  private static SegmentationSample paired(int height, int width) {
    byte[] labels = new byte[height * width];
    float[] image = new float[2 * labels.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (i % 251);
      image[i] = i % 251;
      image[labels.length + i] = i % 251;
    }
    return new SegmentationSample("paired", 2, height, width, image, labels);
  }

  private static void assertAligned(SegmentationSample sample) {
    int area = sample.height() * sample.width();
    assertEquals(area, sample.labels().length);
    assertEquals(2 * area, sample.image().length);
    for (int i = 0; i < area; i++) {
      int label = Byte.toUnsignedInt(sample.labels()[i]);
      if (label != SegmentationSample.IGNORE) {
        assertEquals(label, sample.image()[i]);
        assertEquals(label, sample.image()[area + i]);
      }
    }
  }

  @Test
  void movesImageAndLabelsAlike() {
    Augmentation all =
        Augmentation.builder()
            .crop(5)
            .horizontalFlip(true)
            .verticalFlip(true)
            .quarterTurns(true)
            .build();
    SegmentationSample sample = paired(9, 12);
    float[] before = sample.image().clone();
    Set<Integer> results = new HashSet<>();
    for (int seed = 0; seed < 300; seed++) {
      SegmentationSample moved = all.apply(sample, new SplittableRandom(seed));
      assertEquals(new ImageSize(5, 5), moved.size());
      assertAligned(moved);
      results.add(Arrays.hashCode(moved.labels()));
    }
    assertTrue(results.size() > 150, "only " + results.size() + " different results of 300");
    assertArrayEquals(before, sample.image());
  }

  @Test
  void turnsAndFlipsGiveAllEightPositionsOfASquare() {
    Augmentation turns = Augmentation.builder().quarterTurns(true).build();
    Augmentation both = Augmentation.builder().quarterTurns(true).horizontalFlip(true).build();
    assertEquals(4, positions(turns, paired(4, 4)).size());
    assertEquals(8, positions(both, paired(4, 4)).size());
    assertEquals(2, positions(turns, paired(3, 5)).size());
    // A quarter turn of 0 1 / 2 3 is 2 0 / 3 1 or 1 3 / 0 2, never a transposition.
    assertEquals(
        Set.of("[0, 1, 2, 3]", "[2, 0, 3, 1]", "[3, 2, 1, 0]", "[1, 3, 0, 2]"),
        positions(turns, paired(2, 2)));
  }

  private static Set<String> positions(Augmentation augmentation, SegmentationSample sample) {
    Set<String> results = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      SegmentationSample moved = augmentation.apply(sample, new SplittableRandom(seed));
      assertEquals(sample.size(), moved.size());
      assertAligned(moved);
      results.add(Arrays.toString(moved.labels()));
    }
    return results;
  }

  @Test
  void continuesSmallImagesByTheirMirrorImageAsVoid() {
    SegmentationSample sample =
        new SegmentationSample(
            "small", 1, 2, 3, new float[] {1, 2, 3, 4, 5, 6}, new byte[] {1, 2, 3, 4, 5, 6});
    SegmentationSample crop =
        Augmentation.builder().crop(4, 6).build().apply(sample, new SplittableRandom(1));
    assertArrayEquals(
        new float[] {1, 2, 3, 2, 1, 2, 4, 5, 6, 5, 4, 5, 1, 2, 3, 2, 1, 2, 4, 5, 6, 5, 4, 5},
        crop.image());
    byte v = (byte) SegmentationSample.IGNORE;
    assertArrayEquals(
        new byte[] {1, 2, 3, v, v, v, 4, 5, 6, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v},
        crop.labels());
    SegmentationSample point =
        new SegmentationSample("point", 1, 1, 1, new float[] {7}, new byte[] {1});
    assertArrayEquals(new float[] {7, 7, 7, 7}, point.window(0, 0, new ImageSize(2, 2)).image());
  }

  @Test
  void changesLightOfTheImageOnly() {
    SegmentationSample sample = paired(8, 8);
    Augmentation light = Augmentation.builder().brightness(0.2).contrast(0.2).build();
    SegmentationSample lit = light.apply(sample, new SplittableRandom(3));
    assertSame(sample.labels(), lit.labels());
    double scale =
        (lit.image()[9] - lit.image()[0]) / (double) (sample.image()[9] - sample.image()[0]);
    assertTrue(scale >= 0.8 && scale <= 1.2 && scale != 1, "contrast factor " + scale);
  }

  @Test
  void repeatsWithTheSeedAndDoesNothingByDefault() {
    SegmentationSample sample = paired(16, 16);
    Augmentation some = Augmentation.builder().crop(8).verticalFlip(true).contrast(0.3).build();
    assertArrayEquals(
        some.apply(sample, new SplittableRandom(5)).image(),
        some.apply(sample, new SplittableRandom(5)).image());
    assertSame(sample, Augmentation.NONE.apply(sample, new SplittableRandom(5)));
  }

  @Test
  void rejectsBadOptions() {
    assertEquals(
        "crop must be at least 1x1 (or 0 for whole images), but is -4x-4",
        assertThrows(IllegalArgumentException.class, () -> Augmentation.builder().crop(-4))
            .getMessage());
    assertEquals(
        "contrast is NaN; allowed: numbers from 0 to 1",
        assertThrows(
                IllegalArgumentException.class, () -> Augmentation.builder().contrast(Double.NaN))
            .getMessage());
  }

  @Test
  void normalizesEachChannelOfAnImage() {
    float[] image = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.5f, 0.5f, 0.5f};
    SegmentationSample sample = new SegmentationSample("n", 2, 2, 2, image.clone(), new byte[4]);
    float[] scaled = sample.normalize(Normalization.PER_IMAGE).image();
    float s = (float) Math.sqrt(0.0125);
    assertArrayEquals(
        new float[] {-0.15f / s, -0.05f / s, 0.05f / s, 0.15f / s, 0, 0, 0, 0}, scaled, 1e-5f);
    assertArrayEquals(image, sample.image());
    assertSame(sample.image(), sample.normalize(Normalization.NONE).image());
  }
}
