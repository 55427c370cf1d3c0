package org.dl4jvision.layer.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Ours, and those of DL4J that networks of torchvision need, by PyTorch's formulas. */
class ActivationsTest {

  private static final double[] POINTS = {
    -50, -3.5, -3, -2.999, -1.5, -1e-3, 0, 1e-3, 0.5, 2.999, 3, 3.5, 5.999, 6, 6.001, 50
  };

  private record Case(
      IActivation activation, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    @Override
    public String toString() {
      return activation.toString();
    }
  }

  private static double gate(double x) {
    return Math.min(Math.max(x + 3, 0), 6) / 6;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(new HardSigmoid(), ActivationsTest::gate, x -> x > -3 && x < 3 ? 1.0 / 6 : 0),
        new Case(new HardSwish(), x -> x * gate(x), x -> gate(x) + (x > -3 && x < 3 ? x / 6 : 0)),
        new Case(
            new ActivationReLU6(), x -> Math.min(Math.max(x, 0), 6), x -> x > 0 && x < 6 ? 1 : 0),
        new Case(new Silu(), x -> x * sigmoid(x), x -> sigmoid(x) * (1 + x * (1 - sigmoid(x)))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void computeWhatTheirFormulasSay(Case c) {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      double rounding = type == DataType.DOUBLE ? 1e-12 : 2e-6;
      INDArray x = Nd4j.createFromArray(POINTS).castTo(type).reshape(1, POINTS.length);
      INDArray values = c.activation.getActivation(x.dup(), true);
      INDArray slopes = c.activation.backprop(x.dup(), Nd4j.onesLike(x).muli(2)).getFirst();
      for (int i = 0; i < POINTS.length; i++) {
        double at = x.getDouble(i);
        double value = c.value.applyAsDouble(at);
        assertEquals(
            value, values.getDouble(i), rounding * Math.max(1, Math.abs(value)), "at " + at);
        assertEquals(2 * c.slope.applyAsDouble(at), slopes.getDouble(i), rounding, "at " + at);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void surviveSaving(Case c) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new ActivationLayer.Builder().activation(c.activation).build())
            .build();
    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration.toJson());
    assertEquals(configuration, read);
    assertEquals(c.activation, ((ActivationLayer) read.getConf(0).getLayer()).getActivationFn());
  }
}
