package org.dl4jvision.loss.evaluation.field;

/**
 * Numbers for the classes and pixels of an image, with the arithmetic that loss formulas are
 * written in.
 *
 * <p>A field has one row a class or a single row, and one column a pixel or a single column;
 * operands of different size broadcast. A formula written once on fields runs on cache-sized tiles
 * in plain Java and on whole arrays through ND4J. No operation changes its operands.
 */
public interface Field {

  /** Returns the number of rows: the classes, or 1. */
  int classes();

  Field plus(Field other);

  Field minus(Field other);

  Field times(Field other);

  /** Returns x - a b, with a single row a. */
  default Field minusProduct(Field a, Field b) {
    return minus(a.times(b));
  }

  Field dividedBy(Field other);

  /** Returns the larger of the two, element by element. */
  Field max(Field other);

  /** 1 where this is greater than the other, else 0. */
  Field greaterThan(Field other);

  Field plus(double number);

  Field times(double number);

  /** Returns the larger of each element and a number. */
  Field max(double number);

  /** 1 where an element is greater than the number, else 0. */
  Field greaterThan(double number);

  /** Raises each element, x >= 0, to a power. */
  Field pow(double exponent);

  Field exp();

  /**
   * exp(x - largest), where no element is above its {@code largest}; may be 1e-38 where it is
   * smaller.
   */
  default Field expOfShortfall(Field largest) {
    return minus(largest).exp();
  }

  /** Returns exp(-|x|), which may be 1e-38 where it is smaller. */
  default Field expOfNegativeAbs() {
    return abs().negate().exp();
  }

  Field log();

  /** Returns log(1 + x), accurate for small x. */
  Field log1p();

  Field abs();

  /** Returns the sign of each element: -1, 0 or 1. */
  Field sign();

  /** Each row times its class's number, or all times the only one. */
  Field timesOfClasses(double[] numbers);

  /** Returns the square root of each element, x >= 0. */
  Field sqrt();

  /** Every class as a weighted sum of all classes: row i is the sum over k of m[i][k] * row k. */
  Field mix(double[][] m);

  /** Returns the sum of the rows, which is one row. */
  Field sumOverClasses();

  /** Returns the largest of the rows, which is one row. */
  Field maxOverClasses();

  /** This where {@code condition} is 1, {@code other} where it is 0; both must be finite. */
  default Field where(Field condition, Field other) {
    return other.plus(condition.times(minus(other)));
  }

  /** Returns the smaller of each element and a number. */
  default Field min(double number) {
    return negate().max(-number).negate();
  }

  default Field square() {
    return times(this);
  }

  default Field negate() {
    return times(-1);
  }

  /** Returns 1 - x. */
  default Field complement() {
    return negate().plus(1);
  }
}
