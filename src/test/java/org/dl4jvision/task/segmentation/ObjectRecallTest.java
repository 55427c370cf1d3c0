package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.data.ImageSize;
import org.junit.jupiter.api.Test;

class ObjectRecallTest {

  private static final ImageSize SIZE = new ImageSize(100, 200);

  private static void paint(byte[] map, int left, int top, int side, int value) {
    for (int y = top; y < top + side; y++) {
      for (int x = left; x < left + side; x++) {
        map[y * SIZE.width() + x] = (byte) value;
      }
    }
  }

  @Test
  void objectsAreCountedByClassAndSize() {
    byte[] truth = new byte[SIZE.height() * SIZE.width()];
    byte[] prediction = new byte[truth.length];
    paint(truth, 0, 0, 32, 1); // small, and found
    paint(prediction, 0, 0, 32, 1);
    paint(truth, 50, 0, 4, 1); // half of it, which is not enough
    paint(prediction, 50, 0, 2, 1);
    paint(prediction, 52, 0, 2, 1);
    paint(truth, 60, 0, 4, 1); // taken for another class
    paint(prediction, 60, 0, 4, 2);
    paint(truth, 100, 0, 33, 2); // medium
    paint(prediction, 101, 0, 32, 2);
    paint(truth, 100, 50, 5, 255); // void is no object
    ObjectRecall recall = new ObjectRecall(List.of("background", "cell", "nucleus"), List.of(1, 2));
    recall.add(truth, prediction, SIZE);
    assertEquals(
        List.of(
            List.of("class", "size", "objects", "found", "recall"),
            List.of("cell", "small", "3", "1", "" + 1 / 3.0),
            List.of("nucleus", "medium", "1", "1", "1.0")),
        recall.rows());
  }
}
