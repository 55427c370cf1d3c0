package org.dl4jvision.loss.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Against java.lang.Math in double precision, over all floats in steps. Seen: exp 1.26, log 0.77,
 * log1p 2.36 units in the last place.
 */
class FastMathTest {

  /** A prime, so that every exponent and many mantissas are met: about 4 million floats. */
  private static final int STEP = 1009;

  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    0.5f,
    -0.5f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Math.nextDown(Float.MIN_NORMAL),
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    Math.nextUp(1f),
    Math.nextDown(1f),
    Math.nextUp(-1f),
    (float) Math.sqrt(0.5),
    (float) Math.sqrt(2),
    88.72283f,
    88.73f,
    -87.33655f,
    -103.97208f,
    -104f
  };

  private static final FastMath MATH = new FastMath(4096);

  private static UnaryOperator<float[]> each(Loop loop) {
    return x -> {
      float[] y = new float[x.length];
      loop.run(x, y, x.length);
      return y;
    };
  }

  private interface Loop {
    void run(float[] x, float[] y, int n);
  }

  /** The largest error in units in the last place of the exact result. */
  private static double worst(Loop loop, DoubleUnaryOperator exact, float from, float to) {
    double worst = 0;
    float[] x = new float[4096];
    int n = 0;
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STEP) {
      float value = Float.intBitsToFloat((int) bits);
      if (value >= from && value <= to) {
        x[n++] = value;
      }
      if (n == x.length || bits + STEP > Integer.MAX_VALUE) {
        float[] y = each(loop).apply(x);
        for (int i = 0; i < n; i++) {
          worst = Math.max(worst, error(exact.applyAsDouble(x[i]), y[i], x[i]));
        }
        n = 0;
      }
    }
    for (float value : SPECIAL) {
      if (!(value < from || value > to)) {
        float y = each(loop).apply(new float[] {value})[0];
        worst = Math.max(worst, error(exact.applyAsDouble(value), y, value));
      }
    }
    return worst;
  }

  private static double error(double exact, float actual, float x) {
    float rounded = (float) exact;
    if (Float.isNaN(rounded) || Float.isInfinite(rounded)) {
      assertEquals(rounded, actual, "at " + x);
      return 0;
    }
    assertTrue(Float.isFinite(actual), () -> "at " + x + ": " + actual + " for " + exact);
    return Math.abs(actual - exact) / Math.ulp(rounded);
  }

  private static void assertWorst(double limit, double worst) {
    assertTrue(worst <= limit, () -> "off by " + worst + " units in the last place");
  }

  @Test
  void exp() {
    assertWorst(1.5, worst(MATH::exp, Math::exp, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY));
  }

  @Test
  void expOfShortfall() {
    Loop fromZero = (x, y, n) -> MATH.expOfShortfall(x, new float[n], y, n);
    assertWorst(1.5, worst(fromZero, Math::exp, -87.33f, 0));
    float[] y = {-7.34f, -920, Float.NEGATIVE_INFINITY, Float.NaN};
    MATH.expOfShortfall(y, new float[] {80, 80, 80, 80}, y, 4);
    for (int i = 0; i < 3; i++) {
      assertEquals(Float.MIN_NORMAL, y[i], 1e-5f * Float.MIN_NORMAL);
    }
    assertTrue(Float.isNaN(y[3]));
  }

  @Test
  void log() {
    assertWorst(1, worst(MATH::log, Math::log, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY));
  }

  @Test
  void log1p() {
    assertWorst(
        2.5, worst(MATH::log1p, Math::log1p, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY));
  }

  @Test
  void resultMayReplaceTheArgumentAndTheRestIsLeftAlone() {
    for (Loop loop : new Loop[] {MATH::exp, MATH::log}) {
      float[] x = {0.25f, 2, 7};
      float[] y = each(loop).apply(x);
      loop.run(x, x, 2);
      assertEquals(y[0], x[0]);
      assertEquals(y[1], x[1]);
      assertEquals(7, x[2]);
    }
  }
}
