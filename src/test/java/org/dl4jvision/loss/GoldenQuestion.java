package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.registry.LossType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One loss of ours on arrays of double precision. */
record GoldenQuestion(
    String loss, Activation activation, INDArray predictions, INDArray labels, INDArray mask) {

  GoldenQuestion(String loss, Activation activation, INDArray predictions, INDArray labels) {
    this(loss, activation, predictions, labels, null);
  }

  /** A loss as an expression: its name, then names and values of options in turn. */
  static String loss(String name, Object... options) {
    StringBuilder expression = new StringBuilder(name).append('(');
    for (int i = 0; i < options.length; i += 2) {
      String value = options[i + 1] == null ? "none" : LossType.format(options[i + 1]);
      expression.append(i == 0 ? "" : ", ").append(options[i]).append('=').append(value);
    }
    return expression.append(')').toString();
  }

  /** In double precision, of whole arrays; tiles must give the same of the numbers as floats. */
  private Evaluation evaluate() {
    INDArray floats = predictions.castTo(DataType.FLOAT);
    Evaluation tiles = evaluate(floats);
    Evaluation exact = evaluate(floats.castTo(DataType.DOUBLE));
    for (int i = 0; i < exact.perExample().length; i++) {
      double expected = exact.perExample()[i];
      double tolerance = 1e-5 * Math.max(1, Math.abs(expected));
      assertEquals(expected, tiles.perExample()[i], tolerance, () -> loss + " of floats");
    }
    double size = Math.max(1, exact.gradient().amaxNumber().doubleValue());
    TestArrays.assertClose(exact.gradient(), tiles.gradient(), 1e-4 * size, loss);
    return evaluate(predictions.castTo(DataType.DOUBLE));
  }

  private Evaluation evaluate(INDArray typed) {
    return Losses.parse(loss)
        .evaluate(labels, typed, activation.getActivationFunction(), mask, true);
  }

  /** The loss of every example. */
  GoldenAnswer each() {
    Evaluation e = evaluate();
    return new GoldenAnswer(e.perExample(), e.gradient());
  }

  /** The mean over examples. */
  GoldenAnswer mean() {
    return each().mean();
  }

  /** The loss of every channel of every pixel by itself, in the order of the predictions. */
  GoldenAnswer elements() {
    INDArray rows = GoldenArrays.rows(predictions, 1);
    INDArray labelRows = GoldenArrays.rows(labels, 1);
    int classes = (int) rows.size(1);
    int pixels = (int) (predictions.length() / predictions.size(0) / classes);
    double[] values = new double[(int) predictions.length()];
    for (int c = 0; c < classes; c++) {
      INDArray channel = Nd4j.zeros(DataType.DOUBLE, rows.shape());
      channel.getColumn(c).assign(1);
      double[] ofRows =
          new GoldenQuestion(loss, activation, rows, labelRows, channel).each().values();
      for (int row = 0; row < ofRows.length; row++) {
        values[(row / pixels * classes + c) * pixels + row % pixels] = ofRows[row];
      }
    }
    return new GoldenAnswer(values, null);
  }

  /**
   * The loss of every class of every example by itself.
   *
   * @param classWeights the loss with the given class weights
   * @param first class to begin with
   */
  static GoldenAnswer eachClass(
      INDArray predictions, int first, IntFunction<GoldenQuestion> ofClass) {
    int examples = (int) predictions.size(0);
    int classes = (int) predictions.size(1) - first;
    double[] values = new double[examples * classes];
    INDArray gradient = null;
    for (int c = 0; c < classes; c++) {
      GoldenAnswer answer = ofClass.apply(first + c).each();
      for (int i = 0; i < examples; i++) {
        values[i * classes + c] = answer.values()[i];
      }
      gradient = gradient == null ? answer.gradient() : gradient.add(answer.gradient());
    }
    return new GoldenAnswer(values, gradient);
  }

  /** The weights that leave nothing but one class of a mean over classes. */
  static double[] only(int classIndex, int classes, double weight) {
    double[] weights = new double[classes];
    Arrays.setAll(weights, c -> c == classIndex ? weight : 0);
    return weights;
  }
}
