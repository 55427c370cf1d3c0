package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class UpsamplingTest extends BaseLoopTestCase {

  @ParameterizedTest
  @CsvSource({"2,5,7,3,2,2", "1,1,1,1,3,2", "2,40,50,16,2,2", "1,6,4,5,1,3"})
  void upsamplesAsTheNativeOperation(long n, long h, long w, long c, int high, int wide) {
    INDArray x = random(n, h, w, c);
    INDArray out = random(n, h * high, w * wide, c);
    INDArray expected = out.like();
    exec("upsampling2d", new INDArray[] {x}, expected, high, wide, 0);
    Upsampling.forward(x, high, wide, out);
    assertEquals(expected, out);

    INDArray eps = random(n, h * high, w * wide, c);
    INDArray dx = x.like();
    Upsampling.gradient(eps, high, wide, dx);
    INDArray sums = eps.reshape('c', n, h, high, w, wide * c).sum(2);
    INDArray expectedDx = sums.reshape('c', n, h, w, wide, c).sum(3);
    assertTrue(expectedDx.equalsWithEps(dx, 1e-4));
  }
}
