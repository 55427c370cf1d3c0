package org.dl4jvision.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class QuantilesTest {

  @Test
  void areInterpolated() {
    double[] values = {1, 2, 4, 8};
    assertEquals(1, Quantiles.of(values, 0));
    assertEquals(3, Quantiles.of(values, 0.5));
    assertEquals(8, Quantiles.of(values, 1));
    assertEquals(4 + 0.85 * 4, Quantiles.of(values, 0.95), 1e-12);
    assertEquals(5, Quantiles.of(new double[] {5}, 0.95));
  }

  @Test
  void infiniteNumbersStayInfinite() {
    double infinite = Double.POSITIVE_INFINITY;
    assertEquals(infinite, Quantiles.of(new double[] {infinite, infinite, infinite}, 0.95));
    assertEquals(Double.NaN, Quantiles.of(new double[0], 0.5));
  }

  @Test
  void refusesWhatIsNoShare() {
    assertEquals(
        "share is 95.0; allowed: numbers from 0 to 1",
        assertThrows(IllegalArgumentException.class, () -> Quantiles.of(new double[] {1}, 95))
            .getMessage());
  }
}
