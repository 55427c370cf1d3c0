package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class MaximumTest extends BaseLoopTestCase {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void theLargestIsTakenAndOfEqualsTheFirst(int count) {
    INDArray[] inputs = new INDArray[count];
    for (int i = 0; i < count; i++) {
      inputs[i] = random(2, 70, 90, 3);
    }
    inputs[1].putScalar(7, inputs[0].getFloat(7));
    INDArray expected = inputs[0].like();
    exec("mergemax", inputs, expected);
    INDArray output = random(2, 70, 90, 3);
    Maximum.forward(inputs, output);
    assertEquals(expected, output);

    INDArray epsilon = random(2, 70, 90, 3);
    INDArray which = output.castTo(DataType.INT);
    exec("mergemaxindex", inputs, which);
    for (int i = 0; i < count; i++) {
      INDArray gradient = random(2, 70, 90, 3);
      Maximum.gradient(inputs, i, epsilon, gradient);
      assertEquals(epsilon.mul(which.eq(i).castTo(DataType.FLOAT)), gradient);
    }
  }
}
