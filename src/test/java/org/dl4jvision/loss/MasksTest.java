package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dl4jvision.check.Refusals;
import org.dl4jvision.loss.registry.LossType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A mask weighs pixels: no loss takes weights that are none. */
class MasksTest {

  @ParameterizedTest
  @ValueSource(doubles = {-1, -1e-30, Double.NaN, Double.POSITIVE_INFINITY})
  void areWeights(double weight) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray numbers = Nd4j.rand(type, 3, 4);
      INDArray mask = Nd4j.createFromArray(1.0, weight, 0).reshape(3, 1);
      String expected =
          "mask holds "
              + (type == DataType.FLOAT ? (float) weight : weight)
              + "; allowed: finite numbers >= 0\n";
      for (LossType<?> loss : Losses.types()) {
        String expression = LossExpressions.shortest(loss);
        String message =
            Refusals.messages(
                () ->
                    Losses.parse(expression)
                        .computeGradient(numbers, numbers, new ActivationSigmoid(), mask));
        assertEquals(expected, message, expression);
      }
    }
  }

  @Test
  void mayBeLarge() {
    INDArray numbers = Nd4j.rand(DataType.FLOAT, 2, 4);
    INDArray mask = Nd4j.createFromArray(3e38f, 3e38f).reshape(2, 1);
    Losses.parse("l1").computeScore(numbers, numbers, new ActivationSigmoid(), mask, true);
  }
}
