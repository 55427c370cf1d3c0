package org.dl4jvision.box;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoxFormatTest {

  /** The box from (10, 20) to (40, 80). */
  private static final Map<BoxFormat, double[]> SAME =
      Map.of(
          BoxFormat.XYXY, new double[] {10, 20, 40, 80},
          BoxFormat.XYWH, new double[] {10, 20, 30, 60},
          BoxFormat.CXCYWH, new double[] {25, 50, 30, 60});

  @ParameterizedTest
  @EnumSource
  void everyFormatSaysTheSame(BoxFormat from) {
    double[] numbers = SAME.get(from);
    Box box = from.box(numbers[0], numbers[1], numbers[2], numbers[3]);
    assertEquals(new Box(10, 20, 40, 80), box);
    assertArrayEquals(numbers, from.of(box));
    for (BoxFormat to : BoxFormat.values()) {
      assertArrayEquals(SAME.get(to), from.convert(numbers, to), from + " to " + to);
    }
  }

  @Test
  void convertsManyAndLeavesTheOriginal() {
    double[] boxes = {0, 0, 2, 4, 5, 6, 7, 8};
    assertArrayEquals(
        new double[] {1, 2, 2, 4, 6, 7, 2, 2}, BoxFormat.XYXY.convert(boxes, BoxFormat.CXCYWH));
    assertArrayEquals(new double[] {0, 0, 2, 4, 5, 6, 7, 8}, boxes);
    assertNotSame(boxes, BoxFormat.XYXY.convert(boxes, BoxFormat.XYXY));
  }

  @ParameterizedTest
  @EnumSource
  void derivativeIsTheTransposeOfTheConversion(BoxFormat format) {
    double[] at = {3, 5, 7, 11};
    double[] byEdges = {0.5, -2, 3, 0.25};
    double[] derivative = format.derivativeFromEdges(byEdges);
    for (int i = 0; i < 4; i++) {
      double[] up = at.clone();
      up[i] += 1;
      double[] a = format.toEdges(at[0], at[1], at[2], at[3]);
      double[] b = format.toEdges(up[0], up[1], up[2], up[3]);
      double change = 0;
      for (int k = 0; k < 4; k++) {
        change += byEdges[k] * (b[k] - a[k]);
      }
      assertEquals(change, derivative[i], 1e-12);
    }
  }

  @Test
  void refusesNumbersThatAreNoBoxes() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> BoxFormat.XYXY.convert(new double[6], BoxFormat.XYWH));
    assertEquals("length of boxes is 6; allowed: multiples of 4, one box each", e.getMessage());
  }
}
