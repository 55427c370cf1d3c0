package org.dl4jvision.loss.spatial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistanceTransformTest {

  /** The least of all squared distances. */
  private static double squared(int[] shape, int pixel, IntPredicate nearest) {
    return IntStream.range(0, Lines.size(shape))
        .filter(nearest)
        .mapToDouble(
            other -> Arrays.stream(Images.offset(shape, pixel, other)).map(d -> d * d).sum())
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @MethodSource("org.dl4jvision.loss.spatial.Images#shapes")
  void isExactlyTheLeastDistance(int[] shape) {
    int size = Lines.size(shape);
    Random random = new Random(1);
    for (double share : new double[] {0, 0.02, 0.1, 0.5, 1}) {
      for (int trial = 0; trial < 20; trial++) {
        BitSet nearest = Images.bits(random, size, share);
        double[] expected =
            IntStream.range(0, size).mapToDouble(i -> squared(shape, i, nearest::get)).toArray();
        assertArrayEquals(expected, DistanceTransform.squared(shape, nearest), 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.dl4jvision.loss.spatial.Images#shapes")
  void distancesFollowTheSpacing(int[] shape) {
    int size = Lines.size(shape);
    Random random = new Random(3);
    for (int trial = 0; trial < 60; trial++) {
      BitSet nearest = Images.bits(random, size, trial % 2 == 0 ? 0.05 : 0.4);
      double[] spacing = random.doubles(shape.length, 0.1, 5).toArray();
      double[] actual = DistanceTransform.squared(shape, spacing, nearest);
      for (int i = 0; i < size; i++) {
        int pixel = i;
        double expected =
            nearest.stream()
                .mapToDouble(other -> spaced(Images.offset(shape, pixel, other), spacing))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        assertEquals(expected, actual[i], Double.isInfinite(expected) ? 0 : 1e-12 * expected);
      }
    }
  }

  private static double spaced(int[] offset, double[] spacing) {
    return IntStream.range(0, offset.length)
        .mapToDouble(d -> Math.pow(spacing[d] * offset[d], 2))
        .sum();
  }

  @ParameterizedTest
  @MethodSource("org.dl4jvision.loss.spatial.Images#shapes")
  void signedDistancesAreToTheOtherSide(int[] shape) {
    int size = Lines.size(shape);
    Random random = new Random(2);
    for (int trial = 0; trial < 30; trial++) {
      BitSet inside = Images.bits(random, size, 0.4);
      BitSet counted = trial % 3 == 0 ? null : Images.bits(random, size, 0.7);
      double[] actual = DistanceTransform.signed(shape, inside, counted);
      for (int i = 0; i < size; i++) {
        boolean counts = counted == null || counted.get(i);
        boolean in = inside.get(i);
        double toOther =
            squared(shape, i, j -> (counted == null || counted.get(j)) && inside.get(j) != in);
        double expected =
            !counts || Double.isInfinite(toOther) ? 0 : (in ? -1 : 1) * Math.sqrt(toOther);
        assertEquals(expected, actual[i]);
      }
    }
  }

  @Test
  void isExactOverLongLines() {
    int[] shape = {1 << 20};
    BitSet nearest = new BitSet();
    nearest.set(0);
    nearest.set((1 << 20) - 1);
    double[] distances = DistanceTransform.squared(shape, nearest);
    assertEquals(Math.pow((1 << 19) - 1, 2), distances[(1 << 19) - 1]);
    assertEquals(Math.pow((1 << 19) - 1, 2), distances[1 << 19]);
  }
}
