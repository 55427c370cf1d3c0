package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class MaxPoolingTest extends BaseLoopTestCase {

  @ParameterizedTest
  @CsvSource({"1,2,2,1", "2,6,10,3", "3,64,128,16"})
  void poolsAsTheNativeOperation(long n, long h, long w, long c) {
    INDArray x = random(n, h, w, c);
    x.putScalar(0, x.getFloat(c)); // as large as its neighbor
    INDArray out = random(n, h / 2, w / 2, c);
    INDArray expected = out.like();
    exec("maxpool2d", new INDArray[] {x}, expected, 2, 2, 2, 2, 0, 0, 1, 1, 0, 0, 1);
    MaxPooling.forward(x, out);
    assertEquals(expected, out);

    INDArray eps = random(n, h / 2, w / 2, c);
    INDArray dx = x.like();
    INDArray expectedDx = x.like();
    exec("maxpool2d_bp", new INDArray[] {x, eps}, expectedDx, 2, 2, 2, 2, 0, 0, 1, 1, 0, 0, 1);
    MaxPooling.gradient(x, eps, dx);
    assertEquals(expectedDx, dx);
  }
}
