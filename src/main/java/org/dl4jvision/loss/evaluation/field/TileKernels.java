package org.dl4jvision.loss.evaluation.field;

import org.dl4jvision.loss.math.FastMath;

/**
 * The inner loops of tiles, one method an operation.
 *
 * <p>The loops look alike and stay apart on purpose: the compiler turns a loop into vector
 * instructions only if it sees the operation inside. One shared loop that calls a function would
 * call it through an interface at every number, many times slower. What is shared is the way over
 * the rows, in {@link DenseField}: there a call is made once a row.
 */
final class TileKernels {

  private TileKernels() {}

  /** c = f(a, b) of the first n numbers. */
  @FunctionalInterface
  interface OfTwo {
    void run(float[] a, float[] b, float[] c, int n);
  }

  /** c = f(a, number) of the first n numbers. */
  @FunctionalInterface
  interface OfOne {
    void run(float[] a, float number, float[] c, int n);
  }

  /** y = f(x) of the first n numbers. */
  @FunctionalInterface
  interface OfMath {
    void run(FastMath math, float[] x, float[] y, int n);
  }

  /**
   * 2^100: twice, it lifts any number but 0 above 1. Comparisons themselves are compiled to jumps
   * that the processor predicts wrong.
   */
  private static final float BIG = 0x1p100f;

  static void plus(float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = a[i] + b[i];
    }
  }

  static void minus(float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = a[i] - b[i];
    }
  }

  static void times(float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = a[i] * b[i];
    }
  }

  static void minusProduct(float[] x, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = x[i] - a[i] * b[i];
    }
  }

  static void divide(float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = a[i] / b[i];
    }
  }

  static void max(float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = Math.max(a[i], b[i]);
    }
  }

  static void greater(float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = Math.max(0f, Math.min(1f, (a[i] - b[i]) * BIG * BIG));
    }
  }

  static void plus(float[] a, float number, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = a[i] + number;
    }
  }

  static void times(float[] a, float number, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = a[i] * number;
    }
  }

  static void addTimes(float[] a, float number, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] += a[i] * number;
    }
  }

  /** c = number - a. */
  static void from(float[] a, float number, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = number - a[i];
    }
  }

  static void max(float[] a, float number, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = Math.max(a[i], number);
    }
  }

  static void min(float[] a, float number, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = Math.min(a[i], number);
    }
  }

  static void greater(float[] a, float number, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = Math.max(0f, Math.min(1f, (a[i] - number) * BIG * BIG));
    }
  }

  static void sqrt(float[] a, float unused, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = (float) Math.sqrt(a[i]);
    }
  }

  static void abs(float[] a, float unused, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = Math.abs(a[i]);
    }
  }

  static void sign(float[] a, float unused, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = Math.max(-1f, Math.min(1f, a[i] * BIG * BIG));
    }
  }

  /**
   * The sum in double precision: it takes several chains of additions, none waiting for another.
   */
  static double sum(float[] values, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = 0;
    for (; i < n - 7; i += 8) {
      s0 += values[i];
      s1 += values[i + 1];
      s2 += values[i + 2];
      s3 += values[i + 3];
      s4 += values[i + 4];
      s5 += values[i + 5];
      s6 += values[i + 6];
      s7 += values[i + 7];
    }
    for (; i < n; i++) {
      s0 += values[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
