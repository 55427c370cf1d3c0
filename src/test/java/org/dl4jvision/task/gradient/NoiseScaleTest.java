package org.dl4jvision.task.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class NoiseScaleTest {

  private static ParameterGradient gradient(double... values) {
    return new ParameterGradient(Map.of("layer", Nd4j.createFromArray(values)));
  }

  /** Two batches of 4: small = (25 + 1) / 2, large = |(2, 2)|^2 = 8. */
  @Test
  void itIsTheFormula() {
    NoiseScale noise = new NoiseScale();
    noise.add(gradient(3, 4), 4);
    assertTrue(Double.isNaN(noise.value()));
    noise.add(gradient(1, 0), 4);
    noise.add(gradient(100, 100), 3); // another size does not count
    double signal = (8 * 8 - 4 * 13.0) / (8 - 4);
    double variance = (13 - 8) / (1 / 4.0 - 1 / 8.0);
    assertEquals(variance / signal, noise.value(), 1e-9);
  }

  @Test
  void itFindsTheNoiseThatIsThere() {
    Random random = new Random(5);
    int size = 8;
    int weights = 50;
    NoiseScale noise = new NoiseScale();
    for (int batch = 0; batch < 400; batch++) {
      double[] mean = new double[weights];
      for (int example = 0; example < size; example++) {
        for (int i = 0; i < weights; i++) {
          mean[i] += (0.5 + 2 * random.nextGaussian()) / size;
        }
      }
      noise.add(gradient(mean), size);
    }
    double expected = weights * 4.0 / (weights * 0.25); // variance 4, square of the mean 0.25
    assertEquals(expected, noise.value(), 0.15 * expected);
  }

  @Test
  void pureNoiseHasNone() {
    NoiseScale noise = new NoiseScale();
    noise.add(gradient(1, -1), 2);
    noise.add(gradient(-1, 1), 2);
    assertTrue(Double.isNaN(noise.value()));
  }
}
