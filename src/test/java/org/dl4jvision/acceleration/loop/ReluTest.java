package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ReluTest extends BaseLoopTestCase {

  @Test
  void reluPassesTheGradientOfWhatIsPositive() {
    INDArray output = random(2, 70, 90, 3);
    output.muli(output.gt(0).castTo(DataType.FLOAT));
    output.putScalar(5, -0f);
    output.putScalar(6, Float.MIN_VALUE);
    output.putScalar(7, Float.POSITIVE_INFINITY);
    INDArray epsilon = random(2, 70, 90, 3);
    INDArray expected = epsilon.mul(output.gt(0).castTo(DataType.FLOAT));
    expected.putScalar(6, epsilon.getFloat(6));
    INDArray result = epsilon.like();
    Relu.gradient(output, epsilon, result);
    assertEquals(0, expected.sub(result).amaxNumber().doubleValue());
    assertEquals(0f, result.getFloat(5));
    assertEquals(epsilon.getFloat(6), result.getFloat(6));
    Relu.gradient(output, epsilon, epsilon);
    assertEquals(result, epsilon);
  }
}
