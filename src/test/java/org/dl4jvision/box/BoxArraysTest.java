package org.dl4jvision.box;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxArraysTest {

  @Test
  void iouByHand() {
    double[] first = {0, 0, 2, 2, 0, 0, 0, 0};
    double[] second = {1, 1, 3, 3, 0, 0, 2, 1, 2, 0, 4, 2, 0, 0, 2, 2, 0, 0, 0, 0};
    double[][] iou = BoxArrays.iou(first, second);
    // A corner of 1 in a union of 7; half; touching; the same; a point.
    assertArrayEquals(new double[] {1.0 / 7, 0.5, 0, 1, 0}, iou[0], 1e-15);
    assertArrayEquals(new double[5], iou[1]);
  }

  @Test
  void agreesWithSingleBoxes() {
    Random random = new Random(1);
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      double x = 10 * random.nextDouble();
      double y = 10 * random.nextDouble();
      boxes.add(new Box(x, y, x + 5 * random.nextDouble(), y + 5 * random.nextDouble()));
    }
    double[][] iou = BoxArrays.iou(BoxArrays.of(boxes), BoxArrays.of(boxes));
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = 0; j < boxes.size(); j++) {
        assertEquals(boxes.get(i).iou(boxes.get(j)), iou[i][j], 1e-15);
      }
      assertEquals(1, iou[i][i], 1e-15);
    }
  }

  @Test
  void noBoxes() {
    assertEquals(0, BoxArrays.iou(new double[0], new double[4]).length);
    assertEquals(0, BoxArrays.iou(new double[4], new double[0])[0].length);
  }

  @Test
  void clipsAtTheImage() {
    double[] boxes = {-5, -5, 10, 10, 5, 5, 30, 30, 25, 2, 28, 4};
    double[] clipped = {0, 0, 10, 10, 5, 5, 20, 15, 20, 2, 20, 4};
    assertArrayEquals(clipped, BoxArrays.clip(boxes, 20, 15));
    assertEquals(new Box(5, 5, 20, 15), new Box(5, 5, 30, 30).clip(20, 15));
    assertEquals(0, new Box(25, 2, 28, 4).clip(20, 15).area());
  }

  @Test
  void refusesLengthsThatAreNoMultipleOfFour() {
    assertThrows(IllegalArgumentException.class, () -> BoxArrays.iou(new double[3], new double[4]));
    assertThrows(IllegalArgumentException.class, () -> BoxArrays.clip(new double[5], 1, 1));
  }
}
