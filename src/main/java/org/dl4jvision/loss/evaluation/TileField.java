package org.dl4jvision.loss.evaluation;

import java.util.Arrays;
import org.dl4jvision.loss.math.FastMath;

/**
 * A field of a few hundred pixels of one image, two thousand of a single class, small enough to
 * stay in the cache.
 *
 * <p>Results come from the {@link TileArena}, which takes all of them back at once when the next
 * tile starts. Each row is an array of its own, since the compiler turns loops over arrays into
 * vector instructions only if all of them start at the same index.
 */
final class TileField implements Field {

  private final TileArena arena;
  private final float[][] rows;

  TileField(TileArena arena, float[][] rows) {
    this.arena = arena;
    this.rows = rows;
  }

  @Override
  public int classes() {
    return rows.length;
  }

  /** The numbers of a class; a single row is every class's. */
  float[] row(int classIndex) {
    return rows[rows.length == 1 ? 0 : classIndex];
  }

  float[][] rows() {
    return rows;
  }

  /** c = f(a, b) of the first n numbers. */
  @FunctionalInterface
  private interface OfTwo {
    void run(float[] a, float[] b, float[] c, int n);
  }

  /** c = f(a, number) of the first n numbers. */
  @FunctionalInterface
  private interface OfOne {
    void run(float[] a, float number, float[] c, int n);
  }

  /** y = f(x) of the first n numbers. */
  @FunctionalInterface
  private interface OfMath {
    void run(FastMath math, float[] x, float[] y, int n);
  }

  /** One loop an operation, so that each is compiled to vector instructions. */
  private static final class Loops {

    /**
     * 2^100: twice, it lifts any number but 0 above 1. Comparisons themselves are compiled to jumps
     * that the processor guesses wrong.
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

    /**
     * Adds up numbers that are 0 or 1, each times its own number, in {@code sum}, and in {@code
     * rest} whatever is neither.
     */
    static void addBinary(float[] a, float number, float[] sum, float[] rest, int n) {
      for (int i = 0; i < n; i++) {
        sum[i] += a[i] * number;
        rest[i] += Math.abs(a[i] - a[i] * a[i]);
      }
    }

    /** number - a. */
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
  }

  /** The field with all its rows. */
  static TileField allOf(Field field) {
    return field instanceof CompactField compact ? compact.spread() : (TileField) field;
  }

  private TileField combine(OfTwo loop, Field otherField) {
    TileField other = allOf(otherField);
    TileField result = arena.take(Math.max(rows.length, other.rows.length));
    for (int row = 0; row < result.rows.length; row++) {
      loop.run(row(row), other.row(row), result.rows[row], arena.pixels());
    }
    return result;
  }

  private TileField each(OfOne loop, double number) {
    TileField result = arena.take(rows.length);
    for (int row = 0; row < rows.length; row++) {
      loop.run(rows[row], (float) number, result.rows[row], arena.pixels());
    }
    return result;
  }

  private TileField each(OfMath function) {
    TileField result = arena.take(rows.length);
    for (int row = 0; row < rows.length; row++) {
      function.run(arena.math(), rows[row], result.rows[row], arena.pixels());
    }
    return result;
  }

  private TileField reduce(OfTwo loop) {
    if (rows.length == 1) {
      return this;
    }
    TileField result = arena.take(1);
    float[] to = result.rows[0];
    loop.run(rows[0], rows[1], to, arena.pixels());
    for (int row = 2; row < rows.length; row++) {
      loop.run(to, rows[row], to, arena.pixels());
    }
    return result;
  }

  @Override
  public Field plus(Field other) {
    return other instanceof IndexField ? other.plus(this) : combine(Loops::plus, other);
  }

  @Override
  public Field minus(Field other) {
    return combine(Loops::minus, other);
  }

  @Override
  public Field times(Field other) {
    if (other instanceof ConstantField constant) {
      return times(constant);
    }
    return other instanceof IndexField ? other.times(this) : combine(Loops::times, other);
  }

  @Override
  public Field minusProduct(Field a, Field b) {
    TileField first = allOf(a);
    TileField second = allOf(b);
    TileField result = arena.take(second.rows.length);
    for (int row = 0; row < result.rows.length; row++) {
      Loops.minusProduct(
          row(row), first.row(row), second.row(row), result.rows[row], arena.pixels());
    }
    return result;
  }

  @Override
  public Field dividedBy(Field other) {
    return combine(Loops::divide, other);
  }

  @Override
  public Field max(Field other) {
    return combine(Loops::max, other);
  }

  @Override
  public Field greaterThan(Field other) {
    return combine(Loops::greater, other);
  }

  @Override
  public Field plus(double number) {
    return each(Loops::plus, number);
  }

  @Override
  public Field times(double number) {
    return each(Loops::times, number);
  }

  @Override
  public Field complement() {
    return each(Loops::from, 1);
  }

  @Override
  public Field max(double number) {
    return each(Loops::max, number);
  }

  @Override
  public Field min(double number) {
    return each(Loops::min, number);
  }

  @Override
  public Field greaterThan(double number) {
    return each(Loops::greater, number);
  }

  @Override
  public Field pow(double exponent) {
    if (exponent == 0) {
      return arena.take(rows.length).fill(1);
    }
    if (exponent == 0.5) {
      return sqrt();
    }
    if (exponent == 1) {
      return this;
    }
    if (exponent > 1 && exponent <= 4 && 2 * exponent == Math.rint(2 * exponent)) {
      return times(pow(exponent - 1));
    }
    TileField result = arena.take(rows.length);
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0, n = arena.pixels(); i < n; i++) {
        result.rows[row][i] = (float) Math.pow(rows[row][i], exponent);
      }
    }
    return result;
  }

  @Override
  public Field sqrt() {
    return each(Loops::sqrt, 0);
  }

  @Override
  public Field abs() {
    return each(Loops::abs, 0);
  }

  @Override
  public Field sign() {
    return each(Loops::sign, 0);
  }

  private Field times(ConstantField constant) {
    TileField result = arena.take(Math.max(rows.length, constant.classes()));
    for (int row = 0; row < result.rows.length; row++) {
      Loops.times(row(row), constant.get(row), result.rows[row], arena.pixels());
    }
    return result;
  }

  @Override
  public Field timesOfClasses(double[] numbers) {
    return times(arena.takeConstant().set(numbers, 1));
  }

  @Override
  public Field mix(double[][] m) {
    TileField result = arena.take(m.length);
    for (int row = 0; row < m.length; row++) {
      result.fillRow(row, 0);
      for (int k = 0; k < rows.length; k++) {
        Loops.addTimes(rows[k], (float) m[row][k], result.rows[row], arena.pixels());
      }
    }
    return result;
  }

  @Override
  public Field exp() {
    return each(FastMath::exp);
  }

  @Override
  public Field expOfShortfall(Field largest) {
    TileField most = allOf(largest);
    TileField result = arena.take(rows.length);
    for (int row = 0; row < rows.length; row++) {
      arena.math().expOfShortfall(rows[row], most.row(row), result.rows[row], arena.pixels());
    }
    return result;
  }

  @Override
  public Field expOfNegativeAbs() {
    return each(FastMath::expOfNegativeAbs);
  }

  @Override
  public Field log() {
    return each(FastMath::log);
  }

  @Override
  public Field log1p() {
    return each(FastMath::log1p);
  }

  @Override
  public Field sumOverClasses() {
    return reduce(Loops::plus);
  }

  @Override
  public Field maxOverClasses() {
    return reduce(Loops::max);
  }

  /** Sets what is not finite to 0 where it weighs 0: no number times 0 makes that 0. */
  void clearHidden(TileField weight) {
    for (int weightRow = 0; weightRow < weight.classes(); weightRow++) {
      float[] weights = weight.rows[weightRow];
      int first = weight.classes() == 1 ? 0 : weightRow;
      int end = weight.classes() == 1 ? rows.length : weightRow + 1;
      for (int i = 0; i < arena.pixels(); i++) {
        if (weights[i] == 0) {
          for (int row = first; row < end; row++) {
            if (!Float.isFinite(rows[row][i])) {
              rows[row][i] = 0;
            }
          }
        }
      }
    }
  }

  /** The row of each pixel that is 1 where all others are 0; null if a pixel has none. */
  TileField onlyOnes() {
    int n = arena.pixels();
    TileField result = arena.take(1).fill(0);
    float[] found = result.row(0);
    float[] rest = arena.take(1).fill(0).row(0);
    // Numbers from base to 2 base - 1: no two of them add up to one of them.
    int base = rows.length;
    for (int row = 0; row < rows.length; row++) {
      Loops.addBinary(rows[row], base + row, found, rest, n);
    }
    for (int i = 0; i < n; i++) {
      if (rest[i] != 0 || !(found[i] >= base && found[i] < 2 * base)) {
        return null;
      }
      found[i] -= base;
    }
    return result;
  }

  /** The sum of a row, in double: several chains of additions, none waiting for another. */
  double sumOfRow(int row) {
    float[] values = rows[row];
    int n = arena.pixels();
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

  /** Sets every pixel of a row to one number. */
  void fillRow(int row, double number) {
    Arrays.fill(rows[row], 0, arena.pixels(), (float) number);
  }

  /** Sets every pixel of every row to one number. */
  TileField fill(double number) {
    for (int row = 0; row < rows.length; row++) {
      fillRow(row, number);
    }
    return this;
  }
}
