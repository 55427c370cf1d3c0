package org.dl4jvision.loss.evaluation.field;

import java.util.Arrays;
import org.dl4jvision.loss.math.FastMath;

/**
 * A field of a tile with a number for every pixel of every row.
 *
 * <p>Each row is an array of its own, since the compiler turns loops over arrays into vector
 * instructions only if all of them start at the same index.
 */
public final class DenseField implements TileField {

  private final FieldLender<DenseField> lender;
  private final float[][] rows;

  DenseField(FieldLender<DenseField> lender, float[][] rows) {
    this.lender = lender;
    this.rows = rows;
  }

  @Override
  public int classes() {
    return rows.length;
  }

  @Override
  public float[][] rows() {
    return rows;
  }

  @Override
  public float[] row(int classIndex) {
    return rows[rows.length == 1 ? 0 : classIndex];
  }

  @Override
  public double sumOfRow(int row) {
    return TileKernels.sum(rows[row], lender.pixels());
  }

  @Override
  public boolean isCompact() {
    return false;
  }

  private DenseField combine(TileKernels.OfTwo loop, Field otherField) {
    TileField other = (TileField) otherField;
    DenseField result = lender.take(Math.max(rows.length, other.classes()));
    for (int row = 0; row < result.rows.length; row++) {
      loop.run(row(row), other.row(row), result.rows[row], lender.pixels());
    }
    return result;
  }

  private DenseField each(TileKernels.OfOne loop, double number) {
    DenseField result = lender.take(rows.length);
    for (int row = 0; row < rows.length; row++) {
      loop.run(rows[row], (float) number, result.rows[row], lender.pixels());
    }
    return result;
  }

  private DenseField each(TileKernels.OfMath function) {
    DenseField result = lender.take(rows.length);
    for (int row = 0; row < rows.length; row++) {
      function.run(lender.math(), rows[row], result.rows[row], lender.pixels());
    }
    return result;
  }

  private DenseField reduce(TileKernels.OfTwo loop) {
    if (rows.length == 1) {
      return this;
    }
    DenseField result = lender.take(1);
    float[] to = result.rows[0];
    loop.run(rows[0], rows[1], to, lender.pixels());
    for (int row = 2; row < rows.length; row++) {
      loop.run(to, rows[row], to, lender.pixels());
    }
    return result;
  }

  @Override
  public Field plus(Field other) {
    return ((TileField) other).isCompact() ? other.plus(this) : combine(TileKernels::plus, other);
  }

  @Override
  public Field minus(Field other) {
    return combine(TileKernels::minus, other);
  }

  @Override
  public Field times(Field other) {
    return ((TileField) other).isCompact() ? other.times(this) : combine(TileKernels::times, other);
  }

  @Override
  public Field minusProduct(Field a, Field b) {
    TileField first = (TileField) a;
    TileField second = (TileField) b;
    DenseField result = lender.take(Math.max(rows.length, second.classes()));
    for (int row = 0; row < result.rows.length; row++) {
      TileKernels.minusProduct(
          row(row), first.row(row), second.row(row), result.rows[row], lender.pixels());
    }
    return result;
  }

  @Override
  public Field dividedBy(Field other) {
    return combine(TileKernels::divide, other);
  }

  @Override
  public Field max(Field other) {
    return combine(TileKernels::max, other);
  }

  @Override
  public Field greaterThan(Field other) {
    return combine(TileKernels::greater, other);
  }

  @Override
  public Field plus(double number) {
    return each(TileKernels::plus, number);
  }

  @Override
  public Field times(double number) {
    return each(TileKernels::times, number);
  }

  @Override
  public Field complement() {
    return each(TileKernels::from, 1);
  }

  @Override
  public Field max(double number) {
    return each(TileKernels::max, number);
  }

  @Override
  public Field min(double number) {
    return each(TileKernels::min, number);
  }

  @Override
  public Field greaterThan(double number) {
    return each(TileKernels::greater, number);
  }

  @Override
  public Field pow(double exponent) {
    if (exponent == 0) {
      return lender.take(rows.length).fill(1);
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
    DenseField result = lender.take(rows.length);
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0, n = lender.pixels(); i < n; i++) {
        result.rows[row][i] = (float) Math.pow(rows[row][i], exponent);
      }
    }
    return result;
  }

  @Override
  public Field sqrt() {
    return each(TileKernels::sqrt, 0);
  }

  @Override
  public Field abs() {
    return each(TileKernels::abs, 0);
  }

  @Override
  public Field sign() {
    return each(TileKernels::sign, 0);
  }

  @Override
  public Field timesOfClasses(double[] numbers) {
    return timesOfClasses(numbers, 1);
  }

  /** Each row times {@code factor} and its class's number, or the only number. */
  DenseField timesOfClasses(double[] numbers, double factor) {
    DenseField result = lender.take(Math.max(rows.length, numbers.length));
    for (int row = 0; row < result.rows.length; row++) {
      double number = numbers[numbers.length == 1 ? 0 : row];
      TileKernels.times(row(row), (float) (number * factor), result.rows[row], lender.pixels());
    }
    return result;
  }

  @Override
  public Field mix(double[][] m) {
    DenseField result = lender.take(m.length);
    for (int row = 0; row < m.length; row++) {
      result.fillRow(row, 0);
      for (int k = 0; k < rows.length; k++) {
        TileKernels.addTimes(rows[k], (float) m[row][k], result.rows[row], lender.pixels());
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
    TileField most = (TileField) largest;
    DenseField result = lender.take(rows.length);
    for (int row = 0; row < rows.length; row++) {
      lender.math().expOfShortfall(rows[row], most.row(row), result.rows[row], lender.pixels());
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
    return reduce(TileKernels::plus);
  }

  @Override
  public Field maxOverClasses() {
    return reduce(TileKernels::max);
  }

  /** Sets every pixel of a row to one number. */
  void fillRow(int row, double number) {
    Arrays.fill(rows[row], 0, lender.pixels(), (float) number);
  }

  /** Sets every pixel of every row to one number. */
  public DenseField fill(double number) {
    for (int row = 0; row < rows.length; row++) {
      fillRow(row, number);
    }
    return this;
  }
}
