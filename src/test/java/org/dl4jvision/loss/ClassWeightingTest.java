package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassWeightingTest {

  /**
   * Class 0 is on three images of 100 pixels, class 1 on two, class 2 on one, class 3 on none; of
   * the pixels where they are seen they have 250 / 300, 40 / 200 and 10 / 100.
   */
  private static final ClassFrequencies PIXELS =
      ClassFrequencies.ofImages(
          4,
          List.of(
              new long[] {90, 10, 0, 0}, new long[] {60, 30, 10, 0}, new long[] {100, 0, 0, 0}));

  private static final double[] MEDIAN = {0.24, 1, 2, 1};

  @Test
  void medianOfFrequenciesWhereSeen() {
    // The median is 0.2; 0.2 / 0.8333 = 0.24.
    assertArrayEquals(MEDIAN, ClassWeighting.MEDIAN.weights(PIXELS));
  }

  @Test
  void inverseHasTheMeanOneOverAllPixels() {
    // 300 pixels of 3 classes: 100 / 250, 100 / 40, 100 / 10.
    assertArrayEquals(new double[] {0.4, 2.5, 10, 1}, ClassWeighting.INVERSE.weights(PIXELS));
    assertEquals(300, 0.4 * 250 + 2.5 * 40 + 10 * 10);
  }

  @Test
  void effectiveNumberOfSamples() {
    // b = 0.99: E = 100 (1 - 0.99^n) = 91.894, 33.103, 9.5618; mean of 1 / E = 0.048558.
    assertArrayEquals(
        new double[] {0.224, 0.622, 2.15, 1}, ClassWeighting.EFFECTIVE.weights(PIXELS));
    assertEquals("effective, b = 0.99", ClassWeighting.EFFECTIVE.describe(PIXELS));
  }

  @Test
  void autoWeighsThreeClassesOfWhichOneIsTenTimesAsFrequent() {
    assertArrayEquals(MEDIAN, ClassWeighting.AUTO.weights(PIXELS));
    assertEquals("auto, which is median here", ClassWeighting.AUTO.describe(PIXELS));
    for (double[] counts : new double[][] {{95, 10, 10}, {1, 1000}, {1, 1000, 0}}) {
      ClassFrequencies all = ClassFrequencies.of(counts, counts);
      assertEquals("auto, which is none here", ClassWeighting.AUTO.describe(all));
      assertEquals("none", ClassWeighting.AUTO.expression(all));
    }
  }

  @Test
  void medianOfAnEvenNumberIsBetween() {
    ClassFrequencies two = ClassFrequencies.of(new double[] {3, 1}, new double[] {0.6, 0.2});
    assertEquals("[0.667, 2]", ClassWeighting.MEDIAN.expression(two));
  }

  @Test
  void nothingKnownIsOne() {
    ClassFrequencies none = ClassFrequencies.ofImages(2, List.of(new long[] {0, 0}));
    ClassFrequencies one = ClassFrequencies.ofImages(2, List.of(new long[] {0, 1}));
    for (ClassWeighting weighting : ClassWeighting.REGISTRY.all()) {
      assertArrayEquals(new double[] {1, 1}, weighting.weights(none), weighting.name());
      assertArrayEquals(new double[] {1, 1}, weighting.weights(one), weighting.name());
      assertEquals("none", weighting.expression(one));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dice + cross-entropy | dice + cross-entropy",
        "dice(classWeights=median) | dice(classWeights=<median>)",
        "2*dice(batch=true, classWeights = MEDIAN)+focal(classWeights=auto, gamma=1)"
            + " | 2*dice(batch=true, classWeights = <median>)+focal(classWeights=<auto>, gamma=1)",
        "dice(classWeights=none) + focal(classWeights=[1, 2])"
            + " | dice(classWeights=none) + focal(classWeights=[1, 2])",
      })
  void namesAreReplaced(String expression, String expected) {
    assertEquals(
        expected, ClassWeighting.replace(expression, weighting -> "<" + weighting.name() + ">"));
  }

  @Test
  void whereThereAreNoImagesItIsSaid() {
    assertMessage(
        "loss expression \"dice(classWeights=median)\": classWeights=median is counted on training"
            + " images, and there are none here: give a weight a class, such as classWeights=[1,"
            + " 2]; trainings print them",
        "dice(classWeights=median)");
    assertMessage(
        "there is no class weighting medain (did you mean median?); class weightings are auto,"
            + " effective, inverse, median",
        "dice(classWeights=medain)");
  }

  private static void assertMessage(String message, String expression) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> Losses.parse(expression)).getMessage());
  }
}
