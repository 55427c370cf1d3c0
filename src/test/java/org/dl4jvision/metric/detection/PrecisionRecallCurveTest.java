package org.dl4jvision.metric.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PrecisionRecallCurveTest {

  /** Right, wrong, right, right, wrong; one of four objects is never found. */
  private static final PrecisionRecallCurve CURVE =
      new PrecisionRecallCurve(
          4,
          new double[] {0.9, 0.8, 0.7, 0.6, 0.5},
          new boolean[] {true, false, true, true, false});

  @Test
  void points() {
    assertArrayEquals(new double[] {1, 0.5, 2.0 / 3, 0.75, 0.6}, CURVE.precision(), 1e-15);
    assertArrayEquals(new double[] {0.25, 0.25, 0.5, 0.75, 0.75}, CURVE.recall(), 1e-15);
    assertEquals(0.75, CURVE.maxRecall());
    assertEquals(4, CURVE.objects());
  }

  @Test
  void averages() {
    // Recalls 0, .1, .2 at precision 1, .3 to .7 at 0.75, .8 to 1 not reached.
    assertEquals((3 + 5 * 0.75) / 11, CURVE.interpolated(11), 1e-15);
    // 0 to .25 are 26 points, .26 to .75 are 50.
    assertEquals((26 + 50 * 0.75) / 101, CURVE.interpolated(101), 1e-15);
    assertEquals(0.25 + 0.5 * 0.75, CURVE.area(), 1e-15);
  }

  @Test
  void nothingFoundOrNothingToFind() {
    PrecisionRecallCurve none = new PrecisionRecallCurve(3, new double[0], new boolean[0]);
    assertEquals(0, none.maxRecall());
    assertEquals(0, none.interpolated(101));
    assertEquals(0, none.area());
    PrecisionRecallCurve empty = new PrecisionRecallCurve(0, new double[] {1}, new boolean[1]);
    assertEquals(Double.NaN, empty.maxRecall());
    assertEquals(Double.NaN, empty.interpolated(11));
    assertEquals(Double.NaN, empty.area());
    assertEquals(
        "points is 1; allowed: whole numbers >= 2",
        assertThrows(IllegalArgumentException.class, () -> CURVE.interpolated(1)).getMessage());
  }
}
