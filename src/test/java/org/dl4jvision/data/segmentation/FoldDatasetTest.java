package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  /** Images of the same number are of one patient, also where one is for validation. */
  @Test
  void groupsStayTogether(@TempDir Path folder) throws IOException {
    FolderSegmentationDataset images =
        FolderSegmentationDataset.builder(TinyData.cells(folder))
            .groupBy(Pattern.compile("(\\d)\\.png"))
            .build();
    for (int fold = 0; fold < 4; fold++) {
      FoldDataset part = new FoldDataset(images, fold, 4);
      Set<String> learned = new TreeSet<>(groups(part, Split.TRAIN));
      Set<String> heldOut = new TreeSet<>(groups(part, Split.VALIDATION));
      assertEquals(3, learned.size());
      assertEquals(1, heldOut.size());
      assertTrue(learned.stream().noneMatch(heldOut::contains));
    }
    assertThrows(IllegalArgumentException.class, () -> new FoldDataset(images, 0, 5));
  }

  private static List<String> groups(SegmentationDataset dataset, Split split) {
    return IntStream.range(0, dataset.size(split)).mapToObj(i -> dataset.group(split, i)).toList();
  }

  @Test
  void innerFoldsAreOfTrainingImagesOnly() {
    FoldDataset outer = new FoldDataset(cells, 1, 3);
    FoldDataset inner = FoldDataset.inner(outer);
    List<String> all = new ArrayList<>(names(inner, Split.TRAIN));
    all.addAll(names(inner, Split.VALIDATION));
    assertEquals(new TreeSet<>(names(outer, Split.TRAIN)), new TreeSet<>(all));
    assertEquals(outer.size(Split.TRAIN) / 5, inner.size(Split.VALIDATION));
  }

  @Test
  void foldsThatThereAreNotAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new FoldDataset(cells, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new FoldDataset(cells, 3, 3));
    assertThrows(IllegalArgumentException.class, () -> new FoldDataset(cells, 0, 1000));
  }

  /** Each has a score of its own. */
  @Test
  void imagesOfOneNameInDifferentFoldersAreTwo(@TempDir Path folder) throws IOException {
    FolderSegmentationDataset images =
        FolderSegmentationDataset.builder(TinyData.cells(folder)).build();
    Set<String> names = new TreeSet<>();
    int all = images.size(Split.TRAIN) + images.size(Split.VALIDATION);
    for (int fold = 0; fold < 2; fold++) {
      names.addAll(names(new FoldDataset(images, fold, 2), Split.VALIDATION));
    }
    assertEquals(all, names.size(), names::toString);
    assertTrue(names.stream().anyMatch(name -> name.endsWith(" (validation 1)")), names::toString);
  }
}
