package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.BoxFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of a network to boxes and back. */
class BoxCoderTest {

  private static final Anchor ANCHOR = new Anchor(40, 30, 20, 10);

  static Stream<BoxCoder> coders() {
    return Stream.of(
        new EdgeDistanceCoder(), CenterSizeCoder.anywhere(), CenterSizeCoder.withinCell(8));
  }

  private static double[] edges(Box box) {
    return BoxFormat.XYXY.of(box);
  }

  /**
   * As torchvision's BoxCoder with weights of 1: dx 0.5, dy -0.2, width times 2, height times 1.
   */
  @Test
  void centersAnywhereByHand() {
    double[] numbers = {0.5, -0.2, Math.log(2), 0};
    Box box = new Box(30, 23, 70, 33);
    assertArrayEquals(edges(box), edges(CenterSizeCoder.anywhere().decode(ANCHOR, numbers)), 1e-12);
    assertArrayEquals(numbers, CenterSizeCoder.anywhere().encode(ANCHOR, box), 1e-12);
  }

  /** As YOLO: sigmoid(log(3)) is 3/4, half a cell to the right. */
  @Test
  void centersWithinACellByHand() {
    double[] numbers = {Math.log(3), 0, 0, Math.log(3)};
    Box box = new Box(34, 15, 54, 45);
    BoxCoder coder = CenterSizeCoder.withinCell(8);
    assertArrayEquals(edges(box), edges(coder.decode(ANCHOR, numbers)), 1e-12);
    assertArrayEquals(numbers, coder.encode(ANCHOR, box), 1e-12);
  }

  /** As torchvision's BoxLinearCoder of the exponentials, in sizes of the anchor. */
  @Test
  void edgeDistancesByHand() {
    double[] numbers = {0, Math.log(2), Math.log(0.5), Math.log(3)};
    Box box = new Box(20, 10, 50, 60);
    BoxCoder coder = new EdgeDistanceCoder();
    assertArrayEquals(edges(box), edges(coder.decode(ANCHOR, numbers)), 1e-12);
    assertArrayEquals(numbers, coder.encode(ANCHOR, box), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("coders")
  void decodingIsTheInverseOfEncoding(BoxCoder coder) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      double[] numbers = random.doubles(4, -4, 6).toArray();
      Box box = coder.decode(ANCHOR, numbers);
      assertTrue(box.area() > 0, "seed " + seed);
      assertArrayEquals(numbers, coder.encode(ANCHOR, box), 1e-6, "seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("coders")
  void derivativesAreExact(BoxCoder coder) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    double step = 1e-6;
    for (int i = 0; i < 200; i++) {
      double[] numbers = random.doubles(4, -3, 6).toArray();
      double[] byEdges = random.doubles(4, -1, 1).toArray();
      double[] numeric = new double[4];
      for (int j = 0; j < 4; j++) {
        double[] up = numbers.clone();
        double[] down = numbers.clone();
        up[j] += step;
        down[j] -= step;
        double[] high = edges(coder.decode(ANCHOR, up));
        double[] low = edges(coder.decode(ANCHOR, down));
        for (int k = 0; k < 4; k++) {
          numeric[j] += byEdges[k] * (high[k] - low[k]) / (2 * step);
        }
      }
      assertArrayEquals(numeric, coder.derivatives(ANCHOR, numbers, byEdges), 1e-3, "seed " + seed);
    }
  }

  /** Numbers of a network that went astray are boxes, if large ones, from which it can learn. */
  @ParameterizedTest
  @MethodSource("coders")
  void extremeNumbersAreFinite(BoxCoder coder) {
    for (double x : new double[] {-1e30, -1000, 1000, 1e30}) {
      double[] numbers = {x, x, x, x};
      for (double edge : edges(coder.decode(ANCHOR, numbers))) {
        assertTrue(Double.isFinite(edge), x + ": " + edge);
      }
      for (double d : coder.derivatives(ANCHOR, numbers, new double[] {1, -1, 1, 1})) {
        assertTrue(Double.isFinite(d), x + ": " + d);
      }
    }
  }

  @Test
  void anchorsAreBoxesByTheirCenter() {
    Box box = new Box(3, 5, 11, 25);
    assertEquals(new Anchor(7, 15, 8, 20), Anchor.of(box));
    assertEquals(box, Anchor.of(box).box());
    assertEquals(Math.sqrt(160), Anchor.of(box).size());
  }
}
