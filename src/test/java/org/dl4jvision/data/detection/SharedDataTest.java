package org.dl4jvision.data.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.Shared;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.coco.CocoId;
import org.junit.jupiter.api.Test;

/** Real data, where it is there; the counts are those of its README files. */
class SharedDataTest {

  private static FolderDetectionDataset read(String name) {
    return FolderDetectionDataset.builder(Shared.data(name)).cacheBytes(0).build();
  }

  private static int objects(DetectionDataset data, Split split, int classIndex) {
    return (int)
        IntStream.range(0, data.size(split))
            .mapToObj(i -> data.objects(split, i))
            .flatMap(List::stream)
            .filter(object -> object.classIndex() == classIndex)
            .count();
  }

  @Test
  void bccd() {
    FolderDetectionDataset data = read("bccd");
    assertEquals("voc", data.format().name());
    assertEquals(List.of("Platelets", "RBC", "WBC"), data.classNames());
    assertEquals(3, data.channels());
    int[][] counts = {{205, 209, 2382, 214}, {87, 83, 968, 87}, {72, 69, 805, 71}};
    for (Split split : Split.values()) {
      int[] expected = counts[split.ordinal()];
      assertEquals(expected[0], data.size(split));
      assertEquals(expected[1], objects(data, split, 0));
      // One zero-area RBC each in train and val.
      assertEquals(expected[2] - (split == Split.TEST ? 0 : 1), objects(data, split, 1));
      assertEquals(expected[3], objects(data, split, 2));
    }
    assertEquals(2, data.warnings().size());
    for (String name : List.of("BloodImage_00338", "BloodImage_00343")) {
      assertTrue(
          data.warnings().stream()
              .anyMatch(w -> w.contains(name + ".xml: object ") && w.contains("(RBC) has no area")),
          name);
    }
  }

  @Test
  void nuclei() {
    FolderDetectionDataset data = read("nuclei");
    assertEquals("coco", data.format().name());
    assertEquals(List.of("nucleus"), data.classNames());
    assertEquals(1, data.channels());
    assertEquals(128, data.size(Split.TRAIN));
    assertEquals(32, data.size(Split.VALIDATION));
    assertEquals(2897, objects(data, Split.TRAIN, 0));
    assertEquals(894, objects(data, Split.VALIDATION, 0));
    assertEquals(CocoId.of(129), data.imageId(Split.VALIDATION, 0));
    assertEquals(List.of(), data.warnings());
  }

  @Test
  void tinyCoco() {
    FolderDetectionDataset data = read("tinycoco");
    assertEquals(80, data.classNames().size());
    assertEquals(CocoId.of(90), data.categoryIds().get(79));
    assertEquals(13, data.size(Split.TRAIN));
    assertEquals(20, data.size(Split.VALIDATION));
    int[] counts = {74, 110};
    for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
      int all = 0;
      int crowds = 0;
      int empty = 0;
      for (int i = 0; i < data.size(split); i++) {
        var objects = data.objects(split, i);
        all += objects.size();
        crowds += (int) objects.stream().filter(object -> object.ignored()).count();
        empty += objects.isEmpty() ? 1 : 0;
      }
      assertEquals(counts[split.ordinal()], all);
      assertEquals(1, crowds);
      assertEquals(split == Split.TRAIN ? 0 : 2, empty);
    }
    assertEquals(CocoId.of(397133), data.imageId(Split.VALIDATION, 0));
  }
}
