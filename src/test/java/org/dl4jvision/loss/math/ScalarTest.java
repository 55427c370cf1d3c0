package org.dl4jvision.loss.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScalarTest {

  private static Arguments formula(String name, BinaryOperator<Scalar> formula) {
    return Arguments.of(name, formula);
  }

  static Stream<Arguments> formulas() {
    return Stream.of(
        formula("a + b", Scalar::plus),
        formula("a - b", Scalar::minus),
        formula("a b", Scalar::times),
        formula("a / b", Scalar::ratio),
        formula("a + 2", (a, b) -> a.plus(2)),
        formula("3 a", (a, b) -> a.times(3)),
        formula("1 - a", (a, b) -> a.complement()),
        formula("a^2.5", (a, b) -> a.pow(2.5)),
        formula("a^0.5", (a, b) -> a.pow(0.5)),
        formula("log a", (a, b) -> a.log()),
        formula("log cosh a", (a, b) -> a.logCosh()),
        formula("log cosh -a", (a, b) -> a.times(-1).logCosh()),
        formula("sqrt a", (a, b) -> a.sqrt()),
        formula("at least 1.1", (a, b) -> a.plus(0.05).atLeast(1.1)),
        formula("share", Scalar::shareOf),
        formula("max", (a, b) -> a.max(b.plus(0.1))),
        formula("min", (a, b) -> a.min(b.plus(0.1))),
        formula("|a - 2|", (a, b) -> a.plus(-2).abs()),
        formula("a^2", (a, b) -> a.square()),
        formula("exp a", (a, b) -> a.exp()),
        formula("arctan", Scalar::arctan),
        formula("arctan of negative", (a, b) -> a.arctan(b.times(-1))),
        formula("a a", (a, b) -> a.times(a)),
        formula("a / a", (a, b) -> a.ratio(a)),
        formula("Dice", (a, b) -> a.times(2).plus(1e-5).ratio(a.plus(b).plus(1e-5)).complement()),
        formula(
            "shared",
            (a, b) -> {
              Scalar c = a.times(b).log();
              return c.times(c).plus(c).minus(a.ratio(c.plus(5)));
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formulas")
  void derivativesAreDifferenceQuotients(String name, BinaryOperator<Scalar> formula) {
    double h = 1e-6;
    for (double[] at : new double[][] {{0.7, 1.3}, {2.5, 0.4}, {1, 1}}) {
      Scalar.Tape tape = new Scalar.Tape();
      Scalar a = tape.variable(at[0]);
      Scalar b = tape.variable(at[1]);
      tape.differentiate(formula.apply(a, b));
      double byA = (value(formula, at[0] + h, at[1]) - value(formula, at[0] - h, at[1])) / (2 * h);
      double byB = (value(formula, at[0], at[1] + h) - value(formula, at[0], at[1] - h)) / (2 * h);
      assertEquals(byA, a.derivative(), 1e-7, "by a");
      assertEquals(byB, b.derivative(), 1e-7, "by b");
    }
  }

  private static double value(BinaryOperator<Scalar> formula, double a, double b) {
    Scalar.Tape tape = new Scalar.Tape();
    return formula.apply(tape.variable(a), tape.variable(b)).value();
  }

  @Test
  void ratioOverZeroIsOneAndFlat() {
    Scalar.Tape tape = new Scalar.Tape();
    Scalar a = tape.variable(0);
    Scalar b = tape.variable(0);
    Scalar ratio = a.ratio(b);
    tape.differentiate(ratio);
    assertEquals(1, ratio.value());
    assertEquals(0, a.derivative());
    assertEquals(0, b.derivative());
  }

  @Test
  void powersOfZero() {
    for (double exponent : new double[] {0.5, 0.75, 1, 2}) {
      Scalar.Tape tape = new Scalar.Tape();
      Scalar a = tape.variable(0);
      Scalar power = a.pow(exponent);
      tape.differentiate(power);
      assertEquals(0, power.value());
      assertEquals(exponent == 1 ? 1 : 0, a.derivative(), "exponent " + exponent);
    }
  }

  @Test
  void logCoshOfLargeNumbers() {
    for (double x : new double[] {1000, -1000}) {
      Scalar.Tape tape = new Scalar.Tape();
      Scalar a = tape.variable(x);
      Scalar result = a.logCosh();
      tape.differentiate(result);
      assertEquals(1000 - Math.log(2), result.value(), 1e-12);
      assertEquals(Math.signum(x), a.derivative(), 1e-12);
    }
  }

  @Test
  void whatTheResultDoesNotDependOnHasNoDerivative() {
    Scalar.Tape tape = new Scalar.Tape();
    Scalar a = tape.variable(2);
    Scalar unused = tape.variable(3);
    Scalar other = unused.times(5);
    tape.differentiate(a.times(4));
    assertEquals(4, a.derivative());
    assertEquals(0, unused.derivative());
    assertEquals(0, other.derivative());
  }

  private static double[] derivatives(double x, double y, BinaryOperator<Scalar> formula) {
    Scalar.Tape tape = new Scalar.Tape();
    Scalar a = tape.variable(x);
    Scalar b = tape.variable(y);
    Scalar result = formula.apply(a, b);
    tape.differentiate(result);
    return new double[] {result.value(), a.derivative(), b.derivative()};
  }

  @Test
  void amongEqualsEachHasHalfOfTheDerivative() {
    assertArrayEquals(new double[] {2, 0.5, 0.5}, derivatives(2, 2, Scalar::max));
    assertArrayEquals(new double[] {2, 0.5, 0.5}, derivatives(2, 2, Scalar::min));
    assertArrayEquals(new double[] {0, 0, 0}, derivatives(0, 2, (a, b) -> a.abs()));
    assertArrayEquals(new double[] {0, 0, 0}, derivatives(-1, 2, (a, b) -> a.atLeast(0)));
    assertArrayEquals(new double[] {0, 0, 0}, derivatives(0, 2, (a, b) -> a.atLeast(0)));
  }

  @Test
  void overNothing() {
    assertArrayEquals(new double[] {0, 0, 0}, derivatives(3, 0, Scalar::shareOf));
    assertArrayEquals(new double[] {0, 0, 0}, derivatives(0, 0, Scalar::arctan));
    double[] upright = derivatives(3, 0, Scalar::arctan);
    assertArrayEquals(new double[] {Math.PI / 2, 0, -1.0 / 3}, upright, 1e-15);
    // Squares that vanish or overflow do not matter.
    assertArrayEquals(
        new double[] {Math.PI / 4, 0.5e200, -0.5e200},
        derivatives(1e-200, 1e-200, Scalar::arctan),
        1e186);
  }

  @Test
  void constantsPassNothingOn() {
    assertArrayEquals(new double[] {6, 3, 0}, derivatives(2, 3, (a, b) -> a.times(b.constant())));
  }
}
