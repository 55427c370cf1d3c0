package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.junit.jupiter.api.Test;

class FoldDatasetTest {

  private final SegmentationDataset cells = SyntheticCells.builder().build();

  private static List<String> names(SegmentationDataset dataset, Split split) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < dataset.size(split); i++) {
      names.add(dataset.imageName(split, i));
    }
    return names;
  }

  @Test
  void everyImageIsHeldOutOnce() {
    TreeSet<String> all = new TreeSet<>(names(cells, Split.TRAIN));
    all.addAll(names(cells, Split.VALIDATION));
    List<String> heldOut = new ArrayList<>();
    for (int fold = 0; fold < 7; fold++) {
      FoldDataset part = new FoldDataset(cells, fold, 7);
      TreeSet<String> both = new TreeSet<>(names(part, Split.TRAIN));
      assertEquals(all.size(), both.size() + part.size(Split.VALIDATION));
      both.addAll(names(part, Split.VALIDATION));
      assertEquals(all, both);
      heldOut.addAll(names(part, Split.VALIDATION));
      assertEquals(names(cells, Split.TEST), names(part, Split.TEST));
    }
    assertEquals(new ArrayList<>(all), heldOut, "neighbors stay together");
  }

  @Test
  void samplesAreThoseOfTheirNames() {
    FoldDataset part = new FoldDataset(cells, 1, 3);
    for (int i = 0; i < part.size(Split.VALIDATION); i++) {
      SegmentationSample sample = part.get(Split.VALIDATION, i);
      assertEquals(part.imageName(Split.VALIDATION, i), sample.name());
      assertEquals(part.imageSize(Split.VALIDATION, i), sample.size());
    }
    assertArrayEquals(
        part.get(Split.TRAIN, 3).labels(),
        part.strips(Split.TRAIN, 3).findFirst().orElseThrow().labels());
  }

  @Test
  void foldsThatThereAreNotAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new FoldDataset(cells, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new FoldDataset(cells, 3, 3));
    assertThrows(IllegalArgumentException.class, () -> new FoldDataset(cells, 0, 1000));
  }
}
