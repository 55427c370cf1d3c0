package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dl4jvision.box.Box;
import org.junit.jupiter.api.Test;

class AnchorGeneratorTest {

  private static final Levels LEVELS = new Levels(40, 24, new int[] {8, 16});

  private static final AnchorGenerator ANCHORS =
      new AnchorGenerator(LEVELS, new double[][][] {{{8, 4}, {5, 6}}, {{32, 16}, {20, 24}}});

  @Test
  void anchorsLieInTheMiddleOfTheirCells() {
    assertEquals(5 * 3 + 3 * 2, LEVELS.locations());
    assertEquals(42, ANCHORS.count());
    assertEquals(new Anchor(4, 4, 8, 4), ANCHORS.get(0));
    assertEquals(new Anchor(12, 4, 8, 4), ANCHORS.get(1));
    assertEquals(new Anchor(4, 12, 8, 4), ANCHORS.get(5));
    assertEquals(new Anchor(8, 8, 32, 16), ANCHORS.get(15));
    assertEquals(new Anchor(4, 4, 5, 6), ANCHORS.get(21));
    assertEquals(new Anchor(40, 24, 20, 24), ANCHORS.get(41));
  }

  @Test
  void numbersAreThoseOfSizeAndLocation() {
    for (int p = 0; p < ANCHORS.count(); p++) {
      int location = ANCHORS.location(p);
      assertEquals(p, ANCHORS.prediction(p / LEVELS.locations(), location));
      assertEquals(LEVELS.level(location), ANCHORS.level(p));
    }
  }

  @Test
  void visitsTheCentersInABox() {
    Box box = new Box(4, 4, 12, 11);
    List<Integer> visited = new ArrayList<>();
    ANCHORS.forEachIn(box, visited::add);
    List<Integer> expected = new ArrayList<>();
    for (int p = 0; p < ANCHORS.count(); p++) {
      Anchor a = ANCHORS.get(p);
      if (a.centerX() >= 4 && a.centerX() <= 12 && a.centerY() >= 4 && a.centerY() <= 11) {
        expected.add(p);
      }
    }
    assertEquals(expected, visited.stream().sorted().toList());
    assertEquals(6, expected.size());
  }

  /** As torchvision's generator: area (32 * 2^(k/2))^2, height to width 1:4 and 4:1. */
  @Test
  void gridsAreScalesTimesRatios() {
    double[][] grid = AnchorSizes.grid(32, 2, 0.25, 4);
    double side = 32 * Math.sqrt(2);
    double[][] expected = {{64, 16}, {16, 64}, {2 * side, side / 2}, {side / 2, 2 * side}};
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(expected[i], grid[i], 1e-12);
    }
  }

  /** Three clear groups are found, whatever the seed, the smallest on the first level. */
  @Test
  void clustersAreTheSizesOfTheData() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    double[][] sizes = {{10, 12}, {40, 20}, {100, 160}};
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double[] size = sizes[i % 3];
      double x = 100 * random.nextDouble();
      double scale = 0.98 + 0.04 * random.nextDouble();
      boxes.add(new Box(x, x, x + scale * size[0], x + scale * size[1]));
    }
    boxes.add(new Box(3, 3, 3, 9));
    double[][][] anchors = AnchorSizes.cluster(boxes, 3, 1, seed);
    for (int level = 0; level < 3; level++) {
      assertArrayEquals(sizes[level], anchors[level][0], 0.02 * sizes[level][1], "seed " + seed);
    }
    assertArrayEquals(anchors[1][0], AnchorSizes.cluster(boxes, 3, 1, seed)[1][0]);
  }

  @Test
  void badSizesAreNamed() {
    for (double[][][] bad :
        new double[][][][] {
          {}, {{}}, {{{8, 8}}}, {{{8, 8}}, {{8, 8}, {9, 9}}}, {{{8, 0}}, {{8, 8}}}, {{{8}}, {{8}}}
        }) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> new AnchorGenerator(LEVELS, bad))
              .getMessage();
      assertTrue(message.contains("anchors"), message);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> AnchorSizes.cluster(List.of(new Box(0, 0, 0, 1)), 1, 1, 1));
  }
}
