package org.dl4jvision.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionSample;
import org.junit.jupiter.api.Test;

class SyntheticObjectsTest {

  private static final SyntheticObjects OBJECTS = SyntheticObjects.builder().build();

  @Test
  void hasDocumentedDefaults() {
    assertEquals(400, OBJECTS.size(Split.TRAIN));
    assertEquals(100, OBJECTS.size(Split.VALIDATION));
    assertEquals(100, OBJECTS.size(Split.TEST));
    assertEquals(4, OBJECTS.classNames().size());
    assertEquals(3, OBJECTS.channels());
    DetectionSample sample = OBJECTS.get(Split.TRAIN, 5);
    assertEquals(new ImageSize(128, 128), sample.size());
    assertEquals(3 * 128 * 128, sample.image().length);
    for (float value : sample.image()) {
      assertTrue(value >= 0 && value <= 1);
    }
  }

  @Test
  void dependsOnlyOnSeedSplitAndIndex() {
    SyntheticObjects again =
        SyntheticObjects.builder().samples(Split.TRAIN, 500).samples(Split.TEST, 1).build();
    DetectionSample a = OBJECTS.get(Split.TRAIN, 7);
    assertArrayEquals(a.image(), again.get(Split.TRAIN, 7).image());
    assertEquals(a.objects(), again.get(Split.TRAIN, 7).objects());
    assertFalse(Arrays.equals(a.image(), OBJECTS.get(Split.VALIDATION, 7).image()));
    assertFalse(Arrays.equals(a.image(), OBJECTS.get(Split.TRAIN, 8).image()));
    SyntheticObjects other = SyntheticObjects.builder().seed(1).build();
    assertFalse(Arrays.equals(a.image(), other.get(Split.TRAIN, 7).image()));
  }

  @Test
  void hasManySizesOverlapsAndEmptyImages() {
    int[] classes = new int[4];
    int empty = 0;
    int overlaps = 0;
    double smallest = Double.MAX_VALUE;
    double largest = 0;
    for (int i = 0; i < OBJECTS.size(Split.VALIDATION); i++) {
      var objects = OBJECTS.objects(Split.VALIDATION, i);
      empty += objects.isEmpty() ? 1 : 0;
      for (ObjectBox object : objects) {
        Box box = object.box();
        assertTrue(box.left() >= 0 && box.top() >= 0 && box.right() <= 128 && box.bottom() <= 128);
        assertTrue(box.area() > 0);
        classes[object.classIndex()]++;
        double side = Math.max(box.width(), box.height());
        smallest = Math.min(smallest, side);
        largest = Math.max(largest, side);
        overlaps += objects.stream().anyMatch(o -> o != object && o.box().iou(box) > 0) ? 1 : 0;
      }
    }
    for (int count : classes) {
      assertTrue(count > 50, Arrays.toString(classes));
    }
    assertTrue(empty >= 2 && empty <= 20, "empty " + empty);
    assertTrue(overlaps > 40, "overlaps " + overlaps);
    assertTrue(smallest < 11 && largest > 70, smallest + " to " + largest);
  }

  @Test
  void objectsHaveTheSizesAndNumberAskedFor() {
    SyntheticObjects large =
        SyntheticObjects.builder().imageSize(64).objectSize(0.3, 0.5).mostObjects(2).build();
    int count = 0;
    for (int i = 0; i < 20; i++) {
      assertTrue(large.objects(Split.TRAIN, i).size() <= 2);
      for (ObjectBox object : large.objects(Split.TRAIN, i)) {
        double side = Math.max(object.box().width(), object.box().height());
        // A turned square is wider than the circle that its size is that of; borders cut.
        assertTrue(side >= 0.8 * 0.3 * 64 && side <= 1.25 * 0.5 * 64, object.toString());
        count++;
      }
    }
    assertTrue(count > 15, count + " objects");
  }

  @Test
  void rejectsBadOptions() {
    assertEquals(
        "imageSize is 8; allowed: whole numbers >= 32",
        assertThrows(IllegalArgumentException.class, () -> SyntheticObjects.builder().imageSize(8))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> SyntheticObjects.builder().samples(Split.TEST, -1));
    assertEquals(
        "objectSize is 0.5 to 0.2; allowed: ranges within 0 < smallest <= largest <= 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> SyntheticObjects.builder().objectSize(0.5, 0.2))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> SyntheticObjects.builder().mostObjects(0));
  }
}
