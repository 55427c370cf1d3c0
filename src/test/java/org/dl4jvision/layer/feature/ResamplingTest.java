package org.dl4jvision.layer.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5", "5, 1", "4, 8", "8, 4", "3, 7", "7, 3", "13, 13", "2, 64"})
  void keepsConstantsAndItsTransposeIsItsAdjoint(int inputs, int outputs) {
    for (Resampling resampling :
        new Resampling[] {
          Resampling.bilinear(inputs, outputs), Resampling.averages(inputs, outputs)
        }) {
      assertEquals(inputs, resampling.inputs());
      assertEquals(outputs, resampling.outputs());
      double[] ones = new double[inputs];
      Arrays.fill(ones, 1);
      double[] expected = new double[outputs];
      Arrays.fill(expected, 1);
      assertArrayEquals(expected, apply(resampling, ones), 1e-12);
      double[] x = new Random(1).doubles(inputs).toArray();
      double[] y = new Random(2).doubles(outputs).toArray();
      assertEquals(dot(apply(resampling, x), y), dot(x, apply(resampling.transposed(), y)), 1e-12);
    }
  }

  /** The figures are PyTorch's. */
  @ParameterizedTest
  @CsvSource({
    "2, 4, '0.0, 0.25, 0.75, 1.0'",
    "3, 2, '0.25, 1.75'",
    "2, 3, '0.0, 0.5, 1.0'",
    "3, 6, '0.0, 0.25, 0.75, 1.25, 1.75, 2.0'"
  })
  void drawsLinesBetweenCenters(int inputs, int outputs, String expected) {
    double[] x = new double[inputs];
    Arrays.setAll(x, i -> i);
    assertArrayEquals(
        Arrays.stream(expected.split(", ")).mapToDouble(Double::parseDouble).toArray(),
        apply(Resampling.bilinear(inputs, outputs), x),
        1e-12);
  }

  private static double[] apply(Resampling resampling, double[] x) {
    double[] y = new double[resampling.outputs()];
    for (int o = 0; o < y.length; o++) {
      for (int i = 0; i < resampling.count(o); i++) {
        y[o] += resampling.weight(o, i) * x[resampling.first(o) + i];
      }
    }
    return y;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
