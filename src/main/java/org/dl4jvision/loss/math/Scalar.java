package org.dl4jvision.loss.math;

import java.util.ArrayList;
import java.util.List;

/**
 * A number that remembers how it was computed, so that its derivative by every {@linkplain
 * Tape#variable variable} is exact. Region losses are written with it, once, on a handful of sums
 * an image, and losses of boxes on their edges.
 */
public final class Scalar {

  /** The numbers of one computation, in order. For one thread. */
  public static final class Tape {
    private final List<Scalar> scalars = new ArrayList<>();
    private int used;

    /** Forgets all numbers: they must not be touched any more, since new ones take their place. */
    public void restart() {
      used = 0;
    }

    private Scalar add(double value, Scalar first, double byFirst, Scalar second, double bySecond) {
      if (used == scalars.size()) {
        scalars.add(new Scalar(this));
      }
      Scalar scalar = scalars.get(used++);
      scalar.value = value;
      scalar.first = first;
      scalar.byFirst = byFirst;
      scalar.second = second;
      scalar.bySecond = bySecond;
      scalar.derivative = 0;
      return scalar;
    }

    /** Makes a number to differentiate by. */
    public Scalar variable(double value) {
      return add(value, null, 0, null, 0);
    }

    /** Makes a number that depends on nothing. */
    public Scalar constant(double value) {
      return variable(value);
    }

    /** Fills in {@link Scalar#derivative()} of everything that {@code result} was computed from. */
    public void differentiate(Scalar result) {
      result.derivative = 1;
      for (int i = used - 1; i >= 0; i--) {
        Scalar s = scalars.get(i);
        if (s.derivative != 0) {
          pass(s.first, s.byFirst, s.derivative);
          pass(s.second, s.bySecond, s.derivative);
        }
      }
    }

    /** Adds to an operand its share of a derivative, by the chain rule. */
    private static void pass(Scalar operand, double partial, double derivative) {
      if (operand != null) {
        operand.derivative += partial * derivative;
      }
    }
  }

  private final Tape tape;
  private double value;
  private Scalar first;
  private double byFirst;
  private Scalar second;
  private double bySecond;
  private double derivative;

  private Scalar(Tape tape) {
    this.tape = tape;
  }

  private Scalar of(double result, double byThis) {
    return tape.add(result, this, byThis, null, 0);
  }

  private Scalar of(double result, double byThis, Scalar other, double byOther) {
    return tape.add(result, this, byThis, other, byOther);
  }

  public double value() {
    return value;
  }

  /** The derivative of the result by this, after {@link Tape#differentiate}. */
  public double derivative() {
    return derivative;
  }

  public Scalar plus(Scalar other) {
    return of(value + other.value, 1, other, 1);
  }

  public Scalar plus(double number) {
    return of(value + number, 1);
  }

  public Scalar minus(Scalar other) {
    return of(value - other.value, 1, other, -1);
  }

  public Scalar times(Scalar other) {
    return of(value * other.value, other.value, other, value);
  }

  public Scalar times(double number) {
    return of(value * number, number);
  }

  /** Returns 1 - x. */
  public Scalar complement() {
    return of(1 - value, -1);
  }

  /**
   * The quotient of a measure of overlap; over 0 it is 1, with derivative 0: nothing was asked for
   * and nothing was given.
   */
  public Scalar ratio(Scalar other) {
    if (other.value == 0) {
      return tape.constant(1);
    }
    double quotient = value / other.value;
    return of(quotient, 1 / other.value, other, -quotient / other.value);
  }

  /** The power of a number >= 0. The derivative at 0 is taken as 0 where it is infinite. */
  public Scalar pow(double exponent) {
    double partial = value == 0 && exponent < 1 ? 0 : exponent * Math.pow(value, exponent - 1);
    return of(Math.pow(value, exponent), partial);
  }

  /** Returns the square root of a number >= 0. */
  public Scalar sqrt() {
    return pow(0.5);
  }

  /** The larger of this and a number; where it is the number, the derivative is 0. */
  public Scalar atLeast(double number) {
    return value <= number ? tape.constant(number) : this; // NaN stays
  }

  public Scalar log() {
    return of(Math.log(value), 1 / value);
  }

  /** Returns log(cosh(x)), which does not overflow for large x. */
  public Scalar logCosh() {
    double a = Math.abs(value);
    return of(a + Math.log1p(Math.exp(-2 * a)) - Math.log(2), Math.tanh(value));
  }

  /** The quotient as a share of something: over 0 it is 0, with derivative 0. */
  public Scalar shareOf(Scalar whole) {
    return whole.value == 0 ? tape.constant(0) : ratio(whole);
  }

  /** The larger of the two; among equals each has half of the derivative. */
  public Scalar max(Scalar other) {
    double share = value == other.value ? 0.5 : value > other.value ? 1 : 0;
    return of(Math.max(value, other.value), share, other, 1 - share);
  }

  /** The smaller of the two; among equals each has half of the derivative. */
  public Scalar min(Scalar other) {
    double share = value == other.value ? 0.5 : value < other.value ? 1 : 0;
    return of(Math.min(value, other.value), share, other, 1 - share);
  }

  /** The absolute value; its derivative at 0 is 0. */
  public Scalar abs() {
    return of(Math.abs(value), Math.signum(value));
  }

  public Scalar square() {
    return of(value * value, 2 * value);
  }

  public Scalar exp() {
    double result = Math.exp(value);
    return of(result, result);
  }

  /** The angle whose tangent is the quotient of the two, from -pi/2 to pi/2; 0 for 0 over 0. */
  public Scalar arctan(Scalar other) {
    if (value == 0 && other.value == 0) {
      return tape.constant(0);
    }
    double size = Math.hypot(value, other.value);
    return of(
        Math.atan(value / other.value), other.value / size / size, other, -value / size / size);
  }

  /** The same number, held constant: nothing is differentiated through it. */
  public Scalar constant() {
    return tape.constant(value);
  }
}
