package org.dl4jvision.loss.evaluation;

/**
 * Elementary functions of float arrays, accurate to about 2 units in the last place over the whole
 * range, written so that the compiler can turn most of each loop into vector instructions.
 */
final class FastMath {

  private static final float LOG2_E = 1.4426950408889634f;

  /** log(2) in two parts, the first exact in few bits. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /** Adding and subtracting 1.5 * 2^23 rounds to an integer. */
  private static final float ROUND = 12582912f;

  /** exp is 0 below and infinite above. */
  private static final float EXP_MIN = -104f;

  private static final float EXP_MAX = 88.73f;

  private FastMath() {}

  /** y = exp(x) of the first n elements; y may be x. */
  static void exp(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = exp(x[i]);
    }
  }

  static float exp(float value) {
    float x = Math.min(Math.max(value, EXP_MIN), EXP_MAX);
    float k = (x * LOG2_E + ROUND) - ROUND;
    float r = (x - k * LN2_HIGH) - k * LN2_LOW;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1f;
    // Two steps, so that the scale of a subnormal or very large result does not leave the range of
    // a float.
    int exponent = (int) k;
    int half = exponent >> 1;
    return p
        * Float.intBitsToFloat((half + 127) << 23)
        * Float.intBitsToFloat((exponent - half + 127) << 23);
  }

  /**
   * y = log(x) of the first n elements; y may be x. log(0) is minus infinity, log of a negative
   * number NaN.
   */
  static void log(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = log(x[i]);
    }
  }

  static float log(float x) {
    if (!(x >= Float.MIN_NORMAL) || x == Float.POSITIVE_INFINITY) {
      return (float) Math.log(x);
    }
    int bits = Float.floatToRawIntBits(x);
    // The mantissa in [sqrt(1/2), sqrt(2)).
    int shifted = bits - 0x3f3504f3;
    float e = shifted >> 23;
    float m = Float.intBitsToFloat((shifted & 0x007fffff) + 0x3f3504f3) - 1f;
    float z = m * m;
    float p = 7.0376836292e-2f;
    p = p * m - 1.1514610310e-1f;
    p = p * m + 1.1676998740e-1f;
    p = p * m - 1.2420140846e-1f;
    p = p * m + 1.4249322787e-1f;
    p = p * m - 1.6668057665e-1f;
    p = p * m + 2.0000714765e-1f;
    p = p * m - 2.4999993993e-1f;
    p = p * m + 3.3333331174e-1f;
    float y = p * m * z + e * LN2_LOW - 0.5f * z;
    return m + y + e * LN2_HIGH;
  }

  /** y = log(1 + x) of the first n elements; y may be x. */
  static void log1p(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      float u = 1f + x[i];
      // The second factor makes up for the rounding of u; it is 1 where x swallows the 1.
      y[i] = u == 1f ? x[i] : log(u) * (u == x[i] ? 1f : x[i] / (u - 1f));
    }
  }
}
