package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestArrays.CLASSES;
import static org.dl4jvision.loss.TestArrays.assertFinite;
import static org.dl4jvision.loss.TestArrays.copies;
import static org.dl4jvision.loss.TestArrays.image;
import static org.dl4jvision.loss.TestArrays.indices;
import static org.dl4jvision.loss.TestArrays.logits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The gradient is the derivative of the score, whatever the activation, shape, labels and mask. */
interface GradientInvariants extends LossUnderTest {

  /** Distance of the points of a difference quotient from the one between them. */
  double STEP = 1e-5;

  private static void assertGradient(VisionLoss loss, LossArguments c) {
    INDArray gradient = c.evaluate(loss, true).gradient();
    assertArrayEquals(c.logits().shape(), gradient.shape());
    double[] analytic = gradient.dup('c').data().asDouble();
    double[] numeric = quotients(loss, c, STEP);
    if (!IntStream.range(0, numeric.length).allMatch(i -> isClose(numeric[i], analytic[i]))) {
      // A kink may lie within the step; one within a hundredth of it is a hundred times rarer.
      System.arraycopy(quotients(loss, c, STEP / 100), 0, numeric, 0, numeric.length);
    }
    for (int i = 0; i < analytic.length; i++) {
      int at = i;
      assertTrue(
          isClose(numeric[i], analytic[i]),
          () ->
              String.format(
                  "%s %s at %d: gradient %s, difference quotient %s",
                  loss, c.name(), at, analytic[at], numeric[at]));
    }
  }

  private static boolean isClose(double numeric, double analytic) {
    double error = Math.abs(numeric - analytic);
    return error <= 1e-8 || error <= 1e-5 * (Math.abs(numeric) + Math.abs(analytic));
  }

  private static double[] quotients(VisionLoss loss, LossArguments c, double step) {
    return LossUnderTest.isMeanOfImages(loss, c)
        ? imageByImage(loss, c, step)
        : numberByNumber(loss, c, step);
  }

  /** Difference quotients of the sum of the examples' losses. */
  private static double[] numberByNumber(VisionLoss loss, LossArguments c, double step) {
    double[] values = c.logits().dup('c').data().asDouble();
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      double[] scores = new double[2];
      for (int up = 0; up < 2; up++) {
        values[i] = up == 1 ? value + step : value - step;
        INDArray moved = Nd4j.createFromArray(values).reshape('c', c.logits().shape());
        scores[up] = loss.computeScore(c.labels(), moved, c.activation(), c.mask(), false);
      }
      values[i] = value;
      result[i] = (scores[1] - scores[0]) / (2 * step);
    }
    return result;
  }

  /**
   * The same where images do not know of each other: a batch of an image's moved copies gives all
   * at once.
   */
  private static double[] imageByImage(VisionLoss loss, LossArguments c, double step) {
    int examples = (int) c.logits().size(0);
    int length = (int) (c.logits().length() / examples);
    double[] result = new double[examples * length];
    long[] shape = c.logits().shape().clone();
    shape[0] = 2L * length;
    for (int n = 0; n < examples; n++) {
      double[] values = copies(image(c.logits(), n), 2 * length).data().asDouble();
      for (int i = 0; i < length; i++) {
        values[2 * i * length + i] -= step;
        values[(2 * i + 1) * length + i] += step;
      }
      double[] scores =
          loss.evaluate(
                  copies(image(c.labels(), n), 2 * length),
                  Nd4j.createFromArray(values).reshape('c', shape),
                  c.activation(),
                  c.mask() == null ? null : copies(image(c.mask(), n), 2 * length),
                  false)
              .perExample();
      for (int i = 0; i < length; i++) {
        result[n * length + i] = (scores[2 * i + 1] - scores[2 * i]) / (2 * step);
      }
    }
    return result;
  }

  @Test
  default void gradientIsTheDerivativeOfTheScore() {
    for (VisionLoss loss : losses()) {
      cases(1.5).forEach(c -> assertGradient(loss, c));
    }
  }

  @Test
  default void gradientIsTheDerivativeOfTheScoreAtSaturatedLogits() {
    for (VisionLoss loss : losses()) {
      cases(40).stream()
          .filter(c -> !(c.activation() instanceof ActivationHardSigmoid))
          .filter(c -> c.mask() == null)
          .forEach(c -> assertGradient(loss, c));
    }
  }

  @ParameterizedTest
  @EnumSource
  default void theFourMethodsAgree(Way way) {
    for (VisionLoss loss : losses()) {
      for (LossArguments c : cases(way, 2)) {
        double sum = loss.computeScore(c.labels(), c.logits(), c.activation(), c.mask(), false);
        INDArray each = loss.computeScoreArray(c.labels(), c.logits(), c.activation(), c.mask());
        assertArrayEquals(new long[] {c.logits().size(0), 1}, each.shape());
        assertEquals(sum, each.sumNumber().doubleValue(), way.rounding);
        var both =
            loss.computeGradientAndScore(c.labels(), c.logits(), c.activation(), c.mask(), false);
        assertEquals(sum, both.getFirst(), way.rounding);
        assertEquals(
            loss.computeGradient(c.labels(), c.logits(), c.activation(), c.mask()),
            both.getSecond());
      }
    }
  }

  @Test
  default void extremeLogitsGiveFiniteNumbers() {
    for (VisionLoss loss : losses()) {
      for (IActivation activation : List.of(new ActivationSoftmax(), new ActivationSigmoid())) {
        for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
          INDArray logits =
              Nd4j.createFromArray(
                      1000., -1000, 1000, -1000, 1000, 1000, 0, -1000, -1000, 1000, 1000, 1000)
                  .castTo(type)
                  .reshape(1, CLASSES, 4);
          INDArray labels = indices(2, CLASSES, 1, CLASSES, 4);
          Evaluation e = loss.evaluate(labels, logits, activation, null, true);
          assertTrue(
              Double.isFinite(e.perExample()[0]), () -> loss + " scores " + e.perExample()[0]);
          assertFinite(e.gradient(), loss + " " + activation);
        }
      }
    }
  }

  @Test
  default void exactProbabilitiesGiveFiniteNumbers() {
    INDArray p = Nd4j.createFromArray(0f, 1, 0, 1, 0, 1).reshape(1, CLASSES, 2);
    for (VisionLoss loss : losses()) {
      Evaluation e =
          loss.evaluate(
              indices(4, CLASSES, 1, CLASSES, 2), p, new ActivationIdentity(), null, true);
      assertTrue(Double.isFinite(e.perExample()[0]), () -> loss + " scores " + e.perExample()[0]);
      assertFinite(e.gradient(), loss.toString());
    }
  }

  /** A network that has diverged must not look as if it were perfect. */
  @ParameterizedTest
  @EnumSource
  default void predictionsThatAreNoNumbersShow(Way way) {
    for (VisionLoss loss : losses()) {
      for (IActivation activation : activations()) {
        INDArray logits = logits(way.type, 1, activation, 2, 2, CLASSES, 6);
        INDArray labels = indices(2, CLASSES, 2, CLASSES, 6);
        logits.slice(1).assign(Double.NaN);
        double[] losses = loss.evaluate(labels, logits, activation, null, true).perExample();
        assertTrue(
            Double.isNaN(losses[1]),
            () -> loss + " with " + activation + ": " + Arrays.toString(losses));
      }
    }
  }
}
