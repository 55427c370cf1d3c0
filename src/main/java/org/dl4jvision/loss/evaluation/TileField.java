package org.dl4jvision.loss.evaluation;

import java.util.Arrays;

/**
 * A field of a few hundred pixels of one image, in an array small enough to stay in the cache.
 *
 * <p>Results come from the {@link TileArena}, which takes all of them back at once when the next
 * tile starts.
 */
final class TileField implements Field {

  private final TileArena arena;
  private final int rows;
  private final float[] values;

  /**
   * {@code values} holds {@code rows} rows of {@code arena.pixels()} numbers, one after the other.
   */
  TileField(TileArena arena, int rows, float[] values) {
    this.arena = arena;
    this.rows = rows;
    this.values = values;
  }

  @Override
  public int classes() {
    return rows;
  }

  float[] values() {
    return values;
  }

  private int size() {
    return rows * arena.pixels();
  }

  private enum Operation {
    PLUS,
    MINUS,
    TIMES,
    DIVIDE,
    MAX,
    GREATER
  }

  /** One loop an operation, so that each is compiled to vector instructions. */
  private static void apply(
      Operation operation,
      float[] a,
      int aStart,
      float[] b,
      int bStart,
      float[] c,
      int cStart,
      int n) {
    switch (operation) {
      case PLUS -> {
        for (int i = 0; i < n; i++) {
          c[cStart + i] = a[aStart + i] + b[bStart + i];
        }
      }
      case MINUS -> {
        for (int i = 0; i < n; i++) {
          c[cStart + i] = a[aStart + i] - b[bStart + i];
        }
      }
      case TIMES -> {
        for (int i = 0; i < n; i++) {
          c[cStart + i] = a[aStart + i] * b[bStart + i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < n; i++) {
          c[cStart + i] = a[aStart + i] / b[bStart + i];
        }
      }
      case MAX -> {
        for (int i = 0; i < n; i++) {
          c[cStart + i] = Math.max(a[aStart + i], b[bStart + i]);
        }
      }
      case GREATER -> {
        for (int i = 0; i < n; i++) {
          c[cStart + i] = a[aStart + i] > b[bStart + i] ? 1f : 0f;
        }
      }
    }
  }

  private TileField combine(Operation operation, Field otherField) {
    TileField other = (TileField) otherField;
    TileField result = arena.take(Math.max(rows, other.rows));
    if (rows == other.rows) {
      apply(operation, values, 0, other.values, 0, result.values, 0, size());
      return result;
    }
    int pixels = arena.pixels();
    for (int row = 0; row < result.rows; row++) {
      int start = row * pixels;
      int aStart = rows == 1 ? 0 : start;
      int bStart = other.rows == 1 ? 0 : start;
      apply(operation, values, aStart, other.values, bStart, result.values, start, pixels);
    }
    return result;
  }

  @Override
  public Field plus(Field other) {
    return combine(Operation.PLUS, other);
  }

  @Override
  public Field minus(Field other) {
    return combine(Operation.MINUS, other);
  }

  @Override
  public Field times(Field other) {
    return combine(Operation.TIMES, other);
  }

  @Override
  public Field dividedBy(Field other) {
    return combine(Operation.DIVIDE, other);
  }

  @Override
  public Field max(Field other) {
    return combine(Operation.MAX, other);
  }

  @Override
  public Field greaterThan(Field other) {
    return combine(Operation.GREATER, other);
  }

  @Override
  public Field plus(double number) {
    TileField result = arena.take(rows);
    float[] r = result.values;
    float f = (float) number;
    for (int i = 0, n = size(); i < n; i++) {
      r[i] = values[i] + f;
    }
    return result;
  }

  @Override
  public Field times(double number) {
    TileField result = arena.take(rows);
    float[] r = result.values;
    float f = (float) number;
    for (int i = 0, n = size(); i < n; i++) {
      r[i] = values[i] * f;
    }
    return result;
  }

  @Override
  public Field complement() {
    TileField result = arena.take(rows);
    float[] r = result.values;
    for (int i = 0, n = size(); i < n; i++) {
      r[i] = 1f - values[i];
    }
    return result;
  }

  @Override
  public Field max(double number) {
    TileField result = arena.take(rows);
    float[] r = result.values;
    float f = (float) number;
    for (int i = 0, n = size(); i < n; i++) {
      r[i] = Math.max(values[i], f);
    }
    return result;
  }

  @Override
  public Field greaterThan(double number) {
    TileField result = arena.take(rows);
    float[] r = result.values;
    float f = (float) number;
    for (int i = 0, n = size(); i < n; i++) {
      r[i] = values[i] > f ? 1f : 0f;
    }
    return result;
  }

  @Override
  public Field pow(double exponent) {
    if (exponent == 2) {
      return square();
    }
    if (exponent == 1) {
      return this;
    }
    if (exponent == 0.5) {
      return sqrt();
    }
    TileField result = arena.take(rows);
    for (int i = 0, n = size(); i < n; i++) {
      result.values[i] = (float) Math.pow(values[i], exponent);
    }
    return result;
  }

  @Override
  public Field sqrt() {
    TileField result = arena.take(rows);
    float[] r = result.values;
    for (int i = 0, n = size(); i < n; i++) {
      r[i] = (float) Math.sqrt(values[i]);
    }
    return result;
  }

  @Override
  public Field timesOfClasses(double[] numbers) {
    if (numbers.length == 1) {
      return times(numbers[0]);
    }
    TileField factors = arena.take(numbers.length);
    for (int row = 0; row < numbers.length; row++) {
      factors.fillRow(row, numbers[row]);
    }
    return times(factors);
  }

  @Override
  public Field mix(double[][] m) {
    int pixels = arena.pixels();
    TileField result = arena.take(m.length);
    float[] r = result.values;
    Arrays.fill(r, 0, m.length * pixels, 0f);
    for (int row = 0; row < m.length; row++) {
      for (int k = 0; k < rows; k++) {
        float factor = (float) m[row][k];
        for (int i = 0; i < pixels; i++) {
          r[row * pixels + i] += factor * values[k * pixels + i];
        }
      }
    }
    return result;
  }

  @Override
  public Field exp() {
    TileField result = arena.take(rows);
    FastMath.exp(values, result.values, size());
    return result;
  }

  @Override
  public Field log() {
    TileField result = arena.take(rows);
    FastMath.log(values, result.values, size());
    return result;
  }

  @Override
  public Field log1p() {
    TileField result = arena.take(rows);
    FastMath.log1p(values, result.values, size());
    return result;
  }

  @Override
  public Field abs() {
    TileField result = arena.take(rows);
    float[] r = result.values;
    for (int i = 0, n = size(); i < n; i++) {
      r[i] = Math.abs(values[i]);
    }
    return result;
  }

  @Override
  public Field sign() {
    TileField result = arena.take(rows);
    for (int i = 0, n = size(); i < n; i++) {
      result.values[i] = Math.signum(values[i]);
    }
    return result;
  }

  @Override
  public Field sumOverClasses() {
    return reduce(Operation.PLUS);
  }

  @Override
  public Field maxOverClasses() {
    return reduce(Operation.MAX);
  }

  private TileField reduce(Operation operation) {
    if (rows == 1) {
      return this;
    }
    int pixels = arena.pixels();
    TileField result = arena.take(1);
    System.arraycopy(values, 0, result.values, 0, pixels);
    for (int row = 1; row < rows; row++) {
      apply(operation, result.values, 0, values, row * pixels, result.values, 0, pixels);
    }
    return result;
  }

  /** The sum of a row, in double. */
  double sumOfRow(int row) {
    int start = row * arena.pixels();
    int end = start + arena.pixels();
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = start;
    for (; i < end - 3; i += 4) {
      s0 += values[i];
      s1 += values[i + 1];
      s2 += values[i + 2];
      s3 += values[i + 3];
    }
    for (; i < end; i++) {
      s0 += values[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Sets every pixel of a row to one number. */
  void fillRow(int row, double number) {
    Arrays.fill(values, row * arena.pixels(), (row + 1) * arena.pixels(), (float) number);
  }
}
