package org.dl4jvision.loss.math;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Elementary functions of float arrays, accurate to about 2 units in the last place over the whole
 * range.
 *
 * <p>Every loop is one that the compiler turns into vector instructions. Conversions between
 * numbers and their bits it leaves scalar, so these go through a small buffer that is seen both as
 * floats and as ints. For one thread.
 */
public final class FastMath {

  private static final float LOG2_E = 1.4426950408889634f;

  /** log(2) in two parts, the first exact in few bits. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /**
   * Adding 1.5 * 2^23 rounds to an integer, which then is the lowest bits of the sum, and
   * subtracting it gives that integer.
   */
  private static final float ROUND = 12582912f;

  private static final int ROUND_BITS = 0x4b400000;
  private static final int ONE_BITS = 0x3f800000;
  private static final int MANTISSA_BITS = 23;
  private static final int MANTISSA = (1 << MANTISSA_BITS) - 1;
  private static final int SQRT_HALF_BITS = 0x3f3504f3;
  private static final int MIN_NORMAL_BITS = 0x00800000;
  private static final int INFINITY_BITS = 0x7f800000;

  /** exp is 0 below and infinite above. */
  private static final float EXP_MIN = -104f;

  private static final float EXP_MAX = 88.73f;

  /** exp is the smallest normal number. */
  private static final float EXP_MIN_NORMAL = -87.33654f;

  /** Whether the processor multiplies and adds at once; where not, Math.fma is very slow. */
  private static final boolean FUSED = fused();

  private final FloatBuffer asFloats;
  private final IntBuffer asInts;
  private final int[] bits;
  private final int[] part;
  private final float[] first;
  private final float[] second;
  private final float[] scales;

  /** For arrays of up to {@code capacity} numbers. */
  public FastMath(int capacity) {
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(Float.BYTES * capacity).order(ByteOrder.nativeOrder());
    asFloats = buffer.asFloatBuffer();
    asInts = buffer.asIntBuffer();
    bits = new int[capacity];
    part = new int[capacity];
    first = new float[capacity];
    second = new float[capacity];
    scales = new float[capacity];
  }

  private static boolean fused() {
    try {
      HotSpotDiagnosticMXBean vm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return vm != null && Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException e) {
      return false; // a virtual machine without that option
    }
  }

  /** Returns a b + c. */
  private static float fma(float a, float b, float c) {
    return FUSED ? Math.fma(a, b, c) : a * b + c;
  }

  /** Returns x - k log(2). */
  private static float remainder(float x, float k) {
    return fma(k, -LN2_LOW, fma(k, -LN2_HIGH, x));
  }

  private void toBits(float[] numbers, int[] to, int n) {
    asFloats.put(0, numbers, 0, n);
    asInts.get(0, to, 0, n);
  }

  private void toFloats(int[] from, float[] numbers, int n) {
    asInts.put(0, from, 0, n);
    asFloats.get(0, numbers, 0, n);
  }

  /** y = exp(x) of the first n elements; y may be x. */
  public void exp(float[] x, float[] y, int n) {
    float[] clamped = first;
    float[] rounded = second;
    clamp(x, clamped, rounded, n);
    toBits(rounded, bits, n);
    powersOfTwo(bits, n);
    toFloats(bits, scales, n);
    expOfRemainder(clamped, rounded, scales, y, n);
  }

  /**
   * y = exp(x - m) of the first n elements, none of the differences above 0; y may be x or m. What
   * would be smaller than the smallest normal number is that: with one scale it takes two thirds of
   * the time.
   */
  public void expOfShortfall(float[] x, float[] m, float[] y, int n) {
    float[] clamped = first;
    float[] rounded = second;
    clampBelow(x, m, clamped, rounded, n);
    expOfClamped(clamped, rounded, y, n);
  }

  /** y = exp(-|x|) of the first n elements, in the same way; y may be x. */
  public void expOfNegativeAbs(float[] x, float[] y, int n) {
    float[] clamped = first;
    float[] rounded = second;
    clampNegativeAbs(x, clamped, rounded, n);
    expOfClamped(clamped, rounded, y, n);
  }

  private void expOfClamped(float[] clamped, float[] rounded, float[] y, int n) {
    toBits(rounded, bits, n);
    powersOfTwo(bits, n);
    toFloats(bits, scales, n);
    expOfSmallRemainder(clamped, rounded, scales, y, n);
  }

  private static void clampNegativeAbs(float[] x, float[] clamped, float[] rounded, int n) {
    for (int i = 0; i < n; i++) {
      float c = Math.max(-Math.abs(x[i]), EXP_MIN_NORMAL);
      clamped[i] = c;
      rounded[i] = fma(c, LOG2_E, ROUND);
    }
  }

  /** x - m in range, and ROUND + k, with k the nearest power of two to its exp. */
  private static void clampBelow(float[] x, float[] m, float[] clamped, float[] rounded, int n) {
    for (int i = 0; i < n; i++) {
      float c = Math.max(x[i] - m[i], EXP_MIN_NORMAL);
      clamped[i] = c;
      rounded[i] = fma(c, LOG2_E, ROUND);
    }
  }

  /** 2^k exp(r) of r = x - k log(2), between -log(2) / 2 and log(2) / 2. */
  private static void expOfSmallRemainder(
      float[] x, float[] rounded, float[] scale, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      float r = remainder(x[i], rounded[i] - ROUND);
      float p = 1.9875691500e-4f;
      p = fma(p, r, 1.3981999507e-3f);
      p = fma(p, r, 8.3334519073e-3f);
      p = fma(p, r, 4.1665795894e-2f);
      p = fma(p, r, 1.6666665459e-1f);
      p = fma(p, r, 5.0000001201e-1f);
      y[i] = (fma(p, r * r, r) + 1f) * scale[i];
    }
  }

  /** x in range, and ROUND + j, with 2j the nearest even power of two to exp(x). */
  private static void clamp(float[] x, float[] clamped, float[] rounded, int n) {
    for (int i = 0; i < n; i++) {
      float c = Math.min(Math.max(x[i], EXP_MIN), EXP_MAX);
      clamped[i] = c;
      rounded[i] = fma(c, LOG2_E / 2, ROUND);
    }
  }

  /** The bits of 2^j from those of ROUND + j. */
  private static void powersOfTwo(int[] bits, int n) {
    for (int i = 0; i < n; i++) {
      bits[i] = (bits[i] << MANTISSA_BITS) + ONE_BITS;
    }
  }

  /**
   * 2^j 2^j exp(r) of r = x - 2j log(2), between -log(2) and log(2): in two steps, so that the
   * scale of a subnormal or very large result is a number itself.
   */
  private static void expOfRemainder(float[] x, float[] rounded, float[] scale, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      float r = remainder(x[i], (rounded[i] - ROUND) * 2);
      float r2 = r * r;
      // Three terms at once, so that none waits for all others.
      float p = fma(2.4439801e-5f, r2, fma(2.01100673e-4f, r, 1.389371115e-3f));
      p = fma(p, r2, fma(8.332526311e-3f, r, 4.16665263e-2f));
      p = fma(p, r2, fma(1.666667461e-1f, r, 0.5f));
      y[i] = (fma(p, r2, r) + 1f) * scale[i] * scale[i];
    }
  }

  /**
   * y = log(x) of the first n elements; y may be x. log(0) is minus infinity, log of a negative
   * number NaN.
   */
  public void log(float[] x, float[] y, int n) {
    toBits(x, bits, n);
    float[] mantissas = first;
    float[] exponents = second;
    mantissas(bits, part, n);
    toFloats(part, mantissas, n);
    exponents(bits, part, n);
    toFloats(part, exponents, n);
    logOf(mantissas, exponents, y, n);
    for (int i = 0; i < n; i++) {
      if (bits[i] < MIN_NORMAL_BITS || bits[i] >= INFINITY_BITS) {
        y[i] = (float) Math.log(Float.intBitsToFloat(bits[i]));
      }
    }
  }

  /** Reduces numbers to mantissas between sqrt(1/2) and sqrt(2). */
  private static void mantissas(int[] bits, int[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = ((bits[i] - SQRT_HALF_BITS) & MANTISSA) + SQRT_HALF_BITS;
    }
  }

  /** Of ROUND + the exponents of two by which the mantissas are multiplied. */
  private static void exponents(int[] bits, int[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = ((bits[i] - SQRT_HALF_BITS) >> MANTISSA_BITS) + ROUND_BITS;
    }
  }

  private static void logOf(float[] mantissas, float[] exponents, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      float e = exponents[i] - ROUND;
      float m = mantissas[i] - 1f;
      float z = m * m;
      float p = 7.0376836292e-2f;
      p = fma(p, m, -1.1514610310e-1f);
      p = fma(p, m, 1.1676998740e-1f);
      p = fma(p, m, -1.2420140846e-1f);
      p = fma(p, m, 1.4249322787e-1f);
      p = fma(p, m, -1.6668057665e-1f);
      p = fma(p, m, 2.0000714765e-1f);
      p = fma(p, m, -2.4999993993e-1f);
      p = fma(p, m, 3.3333331174e-1f);
      float small = fma(p * m, z, fma(e, LN2_LOW, -0.5f * z));
      y[i] = fma(e, LN2_HIGH, m + small);
    }
  }

  /** y = log(1 + x) of the first n elements; y is another array than x. */
  public void log1p(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = 1f + x[i];
    }
    log(y, y, n);
    // What the rounding of 1 + x lost, which near 0 is all.
    for (int i = 0; i < n; i++) {
      float u = 1f + x[i];
      float lost = (x[i] - (u - 1f)) / u;
      y[i] += lost;
    }
    for (int i = 0; i < n; i++) {
      if (!(y[i] > Float.NEGATIVE_INFINITY)) {
        y[i] = (float) Math.log1p(x[i]);
      }
    }
  }
}
