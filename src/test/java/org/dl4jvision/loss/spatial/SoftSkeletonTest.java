package org.dl4jvision.loss.spatial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoftSkeletonTest {

  private static IntStream near(int[] shape, int pixel, BitSet counted, boolean cross) {
    return IntStream.range(0, Lines.size(shape))
        .filter(j -> counted == null || counted.get(j))
        .filter(
            j -> {
              int[] offset = Images.offset(shape, j, pixel);
              return cross
                  ? Arrays.stream(offset).map(Math::abs).sum() <= 1
                  : Arrays.stream(offset).allMatch(d -> Math.abs(d) <= 1);
            });
  }

  /** The skeleton by its definition. */
  private static double[] skeleton(int[] shape, double[] image, BitSet counted, int iterations) {
    double[] skeleton = new double[image.length];
    double[] eroded = image;
    for (int k = 0; k <= iterations; k++) {
      double[] before = eroded;
      double[] next = new double[image.length];
      Arrays.setAll(
          next, i -> near(shape, i, counted, true).mapToDouble(j -> before[j]).min().orElse(0));
      for (int i = 0; i < image.length; i++) {
        if (counted == null || counted.get(i)) {
          double opened =
              near(shape, i, counted, false).mapToDouble(j -> next[j]).max().orElseThrow();
          double rest = Math.max(0, before[i] - opened);
          skeleton[i] += Math.max(0, rest - skeleton[i] * rest);
        }
      }
      eroded = next;
    }
    return skeleton;
  }

  @ParameterizedTest
  @MethodSource("org.dl4jvision.loss.spatial.Images#shapes")
  void agreesWithItsDefinition(int[] shape) {
    Random random = new Random(1);
    int size = Lines.size(shape);
    for (int trial = 0; trial < 20; trial++) {
      // Every other image has many equal numbers.
      boolean ties = trial % 2 == 0;
      double[] image = random.doubles(size).map(v -> ties ? Math.rint(2 * v) / 2 : v).toArray();
      BitSet counted = trial % 3 == 0 ? null : Images.bits(random, size, 0.7);
      assertArrayEquals(
          skeleton(shape, image, counted, trial % 4),
          new SoftSkeleton(shape, image, counted, trial % 4).values(),
          1e-15);
    }
  }

  @ParameterizedTest
  @MethodSource("org.dl4jvision.loss.spatial.Images#shapes")
  void derivativeIsThatOfDifferences(int[] shape) {
    Random random = new Random(2);
    int size = Lines.size(shape);
    for (int trial = 0; trial < 6; trial++) {
      double[] image = random.doubles(size).toArray();
      double[] factors = random.doubles(size, -1, 1).toArray();
      BitSet counted = trial % 3 == 0 ? null : Images.bits(random, size, 0.7);
      double[] slopes = new SoftSkeleton(shape, image, counted, trial).backward(factors);
      double step = 1e-7;
      for (int i = 0; i < size; i++) {
        double[] sums = new double[2];
        for (int up = 0; up < 2; up++) {
          double[] moved = image.clone();
          moved[i] += up == 1 ? step : -step;
          double[] values = new SoftSkeleton(shape, moved, counted, trial).values();
          sums[up] = IntStream.range(0, size).mapToDouble(j -> factors[j] * values[j]).sum();
        }
        assertEquals((sums[1] - sums[0]) / (2 * step), slopes[i], 1e-7);
      }
    }
  }

  @Test
  void ofABarIsItsMiddle() {
    int[] shape = {5, 9};
    double[] bar = new double[45];
    Arrays.fill(bar, 9, 36, 1);
    double[] skeleton = new SoftSkeleton(shape, bar, null, 3).values();
    for (int x = 0; x < 9; x++) {
      assertEquals(0, skeleton[9 + x]);
      assertEquals(1, skeleton[18 + x]);
      assertEquals(0, skeleton[27 + x]);
    }
  }

  /** What is eroded as far as it can be stays so, and has no derivatives. */
  @Test
  void iterationsThatChangeNothingAreNotMade() {
    int[] shape = {7, 9};
    Random random = new Random(3);
    for (int trial = 0; trial < 10; trial++) {
      double[] image = random.doubles(63).toArray();
      BitSet counted = trial % 2 == 0 ? null : Images.bits(random, 63, 0.8);
      double[] by = random.doubles(63).toArray();
      SoftSkeleton enough = new SoftSkeleton(shape, image, counted, 70);
      SoftSkeleton many = new SoftSkeleton(shape, image, counted, Integer.MAX_VALUE - 1);
      assertArrayEquals(skeleton(shape, image, counted, 70), many.values(), 1e-12);
      assertArrayEquals(enough.backward(by), many.backward(by));
    }
  }
}
