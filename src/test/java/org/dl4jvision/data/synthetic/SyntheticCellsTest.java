package org.dl4jvision.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.junit.jupiter.api.Test;

class SyntheticCellsTest {

  private static final SyntheticCells CELLS = SyntheticCells.builder().build();

  @Test
  void hasDocumentedDefaults() {
    assertEquals(96, CELLS.size(Split.TRAIN));
    assertEquals(24, CELLS.size(Split.VALIDATION));
    assertEquals(24, CELLS.size(Split.TEST));
    assertEquals(List.of("background", "cell"), CELLS.classNames());
    SegmentationSample sample = CELLS.get(Split.TRAIN, 5);
    assertEquals(new ImageSize(128, 128), sample.size());
    assertEquals(CELLS.imageSize(Split.TRAIN, 5), sample.size());
    for (float value : sample.image()) {
      assertTrue(value >= 0 && value <= 1);
    }
  }

  @Test
  void dependsOnlyOnSeedSplitAndIndex() {
    SyntheticCells again =
        SyntheticCells.builder().samples(Split.TRAIN, 200).samples(Split.TEST, 1).build();
    SegmentationSample a = CELLS.get(Split.TRAIN, 7);
    assertArrayEquals(a.image(), again.get(Split.TRAIN, 7).image());
    assertArrayEquals(a.labels(), again.get(Split.TRAIN, 7).labels());
    assertFalse(Arrays.equals(a.labels(), CELLS.get(Split.VALIDATION, 7).labels()));
    assertFalse(Arrays.equals(a.labels(), CELLS.get(Split.TRAIN, 8).labels()));
    SyntheticCells other = SyntheticCells.builder().seed(1).build();
    assertFalse(Arrays.equals(a.labels(), other.get(Split.TRAIN, 7).labels()));
  }

  /** Even the best threshold, found with the truth of the images it is judged on, does not do. */
  @Test
  void cannotBeSolvedByAThreshold() {
    int images = CELLS.size(Split.VALIDATION);
    long[][] all = new long[2][256];
    double bestOfEach = 0;
    for (int i = 0; i < images; i++) {
      SegmentationSample sample = CELLS.get(Split.VALIDATION, i);
      long[][] one = new long[2][256];
      for (int p = 0; p < sample.labels().length; p++) {
        int gray = Math.round(255 * sample.image()[p]);
        one[sample.labels()[p]][gray]++;
        all[sample.labels()[p]][gray]++;
      }
      bestOfEach += bestDice(one) / images;
    }
    double best = bestDice(all);
    assertTrue(best > 0.4 && best < 0.75, "best threshold over all images: Dice " + best);
    assertTrue(bestOfEach < 0.78, "best threshold of each image: Dice " + bestOfEach);
  }

  /** The best Dice of any threshold, given how often each class has each gray value. */
  private static double bestDice(long[][] histograms) {
    long cells = Arrays.stream(histograms[1]).sum();
    long found = 0;
    long predicted = 0;
    double best = 0;
    for (int threshold = 255; threshold >= 0; threshold--) {
      found += histograms[1][threshold];
      predicted += histograms[0][threshold] + histograms[1][threshold];
      best = Math.max(best, 2.0 * found / (predicted + cells));
    }
    return best;
  }

  @Test
  void hasForegroundInEveryImage() {
    for (int i = 0; i < CELLS.size(Split.TRAIN); i++) {
      int cell = 0;
      for (byte label : CELLS.get(Split.TRAIN, i).labels()) {
        cell += label;
      }
      assertTrue(cell > 800 && cell < 8000, "image " + i + " has " + cell + " cell pixels");
    }
    long[] pixels = CELLS.classPixels(Split.TRAIN);
    assertEquals(96L * 128 * 128, pixels[0] + pixels[1]);
  }

  @Test
  void drawsCellTypes() {
    SyntheticCells types = SyntheticCells.builder().cellTypes(3).imageSize(96, 160).build();
    assertEquals(4, types.classNames().size());
    assertEquals(new ImageSize(96, 160), types.get(Split.TEST, 0).size());
    for (long pixels : types.classPixels(Split.TEST)) {
      assertTrue(pixels > 1000);
    }
  }

  @Test
  void rejectsBadOptions() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> SyntheticCells.builder().cellTypes(4))
            .getMessage();
    assertEquals("cellTypes is 4; allowed: 1 to 3", message);
    assertThrows(
        IllegalArgumentException.class, () -> SyntheticCells.builder().samples(Split.TEST, -1));
    assertThrows(IllegalArgumentException.class, () -> SyntheticCells.builder().imageSize(8, 128));
  }
}
