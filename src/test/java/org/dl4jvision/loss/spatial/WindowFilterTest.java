package org.dl4jvision.loss.spatial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WindowFilterTest {

  /** The sum over all pixels of the product of the weights of their offset along each dimension. */
  private static double[] byDefinition(int[] shape, double[] image, IntToDoubleFunction weight) {
    return IntStream.range(0, image.length)
        .mapToDouble(
            i ->
                IntStream.range(0, image.length)
                    .mapToDouble(
                        j ->
                            image[j]
                                * Arrays.stream(Images.offset(shape, j, i))
                                    .mapToDouble(weight)
                                    .reduce(1, (a, b) -> a * b))
                    .sum())
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("org.dl4jvision.loss.spatial.Images#shapes")
  void isTheWeightedSumOverAWindow(int[] shape) {
    double[] image = new Random(1).doubles(Lines.size(shape)).toArray();
    assertArrayEquals(
        byDefinition(shape, image, d -> Math.abs(d) <= 2 ? 0.2 : 0),
        WindowFilter.mean(5).apply(shape, image),
        1e-12);
    double sum = 1 + 2 * (Math.exp(-1 / 4.5) + Math.exp(-4 / 4.5) + Math.exp(-9 / 4.5));
    assertArrayEquals(
        byDefinition(shape, image, d -> Math.abs(d) <= 3 ? Math.exp(-d * d / 4.5) / sum : 0),
        WindowFilter.gaussian(7, 1.5).apply(shape, image),
        1e-12);
  }

  @Test
  void integralsOfAGaussianAddUpToOne() {
    double[] impulse = new double[101];
    impulse[50] = 1;
    double[] weights = WindowFilter.gaussianOfPixels(2).apply(new int[] {101}, impulse);
    assertEquals(1, Arrays.stream(weights).sum(), 1e-4);
    // From tables of the normal distribution: 0.59871 at a quarter of a standard deviation.
    assertEquals(2 * 0.59871 - 1, weights[50], 1e-5);
    assertEquals(17, Arrays.stream(weights).filter(w -> w > 0).count(), "four sigma either way");
  }

  /** Only as much of a window is computed as an image has pixels. */
  @Test
  void windowsMayBeLargerThanAnyMemory() {
    int[] shape = {2, 3};
    double[] image = {1, 2, 3, 4, 5, 6};
    double[] sums = new double[6];
    Arrays.fill(sums, 21);
    int huge = Integer.MAX_VALUE;
    double[] means = WindowFilter.mean(huge).apply(shape, image);
    assertArrayEquals(
        sums, Arrays.stream(means).map(m -> m * huge * (double) huge).toArray(), 1e-9);
    assertArrayEquals(
        WindowFilter.gaussian(101, 1).apply(shape, image),
        WindowFilter.gaussian(huge, 1).apply(shape, image));
    assertArrayEquals(
        new double[6], WindowFilter.gaussianOfPixels(1e12).apply(shape, image), 1e-20);
  }

  @Test
  void aWindowHasACenter() {
    assertThrows(IllegalArgumentException.class, () -> WindowFilter.mean(4));
    assertThrows(IllegalArgumentException.class, () -> WindowFilter.gaussian(0, 1));
  }
}
