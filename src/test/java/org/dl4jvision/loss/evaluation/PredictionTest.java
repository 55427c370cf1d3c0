package org.dl4jvision.loss.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Function;
import org.dl4jvision.loss.evaluation.field.ArrayField;
import org.dl4jvision.loss.evaluation.field.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.factory.Nd4j;

/** What activations offer to formulas, in double precision. */
class PredictionTest {

  /** Logits of three classes and four pixels; probabilities where nothing activates them. */
  private static double[][] logits(OutputActivation activation) {
    return activation == OutputActivation.IDENTITY
        ? new double[][] {{0.1, 0.2, 0.7, 0.5}, {0.3, 0.9, 0.4, 0.6}, {0.8, 0.05, 0.2, 0.99}}
        : new double[][] {{1, -2, 0.5, 9}, {0.2, 3, -1, -4}, {-1.5, 0.1, 2.5, 0.3}};
  }

  private static Field field(double[][] rows) {
    return new ArrayField(Nd4j.create(rows).reshape(1, rows.length, rows[0].length));
  }

  private static double[] numbers(Field field) {
    return ((ArrayField) field).array().dup('c').data().asDouble();
  }

  private static Prediction prediction(OutputActivation activation, double[][] logits) {
    Prediction prediction = activation.newPrediction();
    prediction.restart(field(logits));
    return prediction;
  }

  @ParameterizedTest
  @EnumSource
  void logarithmsAndComplementAreThoseOfP(OutputActivation activation) {
    Prediction prediction = prediction(activation, logits(activation));
    double[] p = numbers(prediction.p());
    double[] q = numbers(prediction.q());
    double[] logP = numbers(prediction.logP());
    double[] logQ = numbers(prediction.logQ());
    for (int i = 0; i < p.length; i++) {
      assertEquals(1 - p[i], q[i], 1e-12);
      assertEquals(Math.log(p[i]), logP[i], 1e-9);
      assertEquals(Math.log1p(-p[i]), logQ[i], 1e-9);
    }
  }

  @ParameterizedTest
  @EnumSource
  void derivativesByLogitsAreThoseOfDifferences(OutputActivation activation) {
    check(activation, Prediction::p, (d, ones) -> d.addByP(ones));
    check(activation, Prediction::logP, (d, ones) -> d.addByLogP(ones));
    check(activation, Prediction::logQ, (d, ones) -> d.addByLogQ(ones));
    check(activation, Prediction::logits, (d, ones) -> d.addByLogit(ones));
  }

  /** Gives a derivative. */
  private interface Giver {
    void give(Derivatives derivatives, Field field);
  }

  /** Of the sum of what is offered, with another weight everywhere. */
  private static void check(
      OutputActivation activation, Function<Prediction, Field> offered, Giver giver) {
    double[][] logits = logits(activation);
    Field weights = field(new double[][] {{1, 2, 3, 4}, {-1, 0.5, 2, 1}, {0.3, 5, -2, 1}});
    Derivatives derivatives = new Derivatives();
    giver.give(derivatives, weights);
    double[] actual = numbers(prediction(activation, logits).backward(derivatives));
    double h = 1e-6;
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 4; i++) {
        double given = logits[c][i];
        logits[c][i] = given + h;
        double above = sum(offered.apply(prediction(activation, logits)).times(weights));
        logits[c][i] = given - h;
        double below = sum(offered.apply(prediction(activation, logits)).times(weights));
        logits[c][i] = given;
        assertEquals((above - below) / (2 * h), actual[4 * c + i], 1e-5);
      }
    }
  }

  private static double sum(Field field) {
    return ((ArrayField) field).array().sumNumber().doubleValue();
  }

  @ParameterizedTest
  @EnumSource(names = {"SOFTMAX", "SIGMOID"})
  void pAndItsDerivativeAreTheSameFromWhatWasKept(OutputActivation activation) {
    Prediction first = prediction(activation, logits(activation));
    Prediction second = activation.newPrediction();
    second.restartFromKept(first.kept());
    assertArrayEquals(numbers(first.p()), numbers(second.p()), 1e-15);
    assertArrayEquals(numbers(first.q()), numbers(second.q()), 1e-15);
    Derivatives derivatives = new Derivatives();
    derivatives.addByP(field(new double[][] {{1, 2, 3, 4}, {0, 1, 0, 1}, {-1, 0, 2, 2}}));
    assertArrayEquals(
        numbers(first.backward(derivatives)), numbers(second.backward(derivatives)), 1e-12);
  }

  @ParameterizedTest
  @EnumSource(names = {"SOFTMAX", "SIGMOID"})
  void logarithmsAreExactWhereProbabilitiesVanish(OutputActivation activation) {
    Prediction prediction = prediction(activation, new double[][] {{-1000}, {1000}});
    double last = activation == OutputActivation.SOFTMAX ? -2000 : -1000;
    assertArrayEquals(new double[] {last, 0}, numbers(prediction.logP()), 1e-9);
    assertArrayEquals(new double[] {0, last}, numbers(prediction.logQ()), 1e-9);
  }

  @Test
  void onlySoftmaxMakesClassesExcludeEachOther() {
    for (OutputActivation activation : OutputActivation.values()) {
      assertEquals(activation == OutputActivation.SOFTMAX, activation.newPrediction().isSoftmax());
    }
  }
}
