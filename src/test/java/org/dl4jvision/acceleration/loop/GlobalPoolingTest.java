package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The last shape has more numbers than a thread handles at once, and than one thread does. */
class GlobalPoolingTest extends BaseLoopTestCase {

  @ParameterizedTest
  @CsvSource({"1,1,1,1", "2,5,7,3", "1,4,3,5000", "3,90,80,16"})
  void sums(long n, long h, long w, long c) {
    INDArray x = random(n, h, w, c);
    INDArray y = random(n, 1, 1, c);
    GlobalPooling.sum(x, 0.5, y);
    assertClose(x.sum(true, 1, 2).muli(0.5), y);
    INDArray dx = x.like();
    GlobalPooling.sumGradient(y, 0.25, dx);
    assertClose(y.mul(0.25).broadcast(x.shape()), dx);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,1", "2,5,7,3", "1,4,3,5000", "3,90,80,16"})
  void maximaOfWhichTheFirstGetsTheGradient(long n, long h, long w, long c) {
    // Tenths, of which many are equal.
    INDArray x = random(n, h, w, c).muli(10).castTo(DataType.INT).castTo(DataType.FLOAT).divi(10);
    INDArray y = random(n, 1, 1, c);
    GlobalPooling.maximum(x, y);
    assertEquals(x.max(true, 1, 2), y);
    INDArray epsilon = random(n, 1, 1, c);
    INDArray dx = x.like();
    GlobalPooling.maximumGradient(x, epsilon, dx);
    assertClose(epsilon, dx.sum(true, 1, 2));
    INDArray pixels = x.reshape(n, h * w, c);
    INDArray first = Nd4j.argMax(pixels, 1);
    INDArray gradients = dx.reshape(n, h * w, c);
    for (long i = 0; i < n; i++) {
      for (long k = 0; k < c; k++) {
        assertEquals(epsilon.getFloat(i, 0, 0, k), gradients.getFloat(i, first.getLong(i, k), k));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,1,2", "2,5,7,3,3", "1,4,3,5000,2", "3,90,80,16,4", "2,5,7,3,1"})
  void norms(long n, long h, long w, long c, int p) {
    INDArray x = random(n, h, w, c);
    INDArray y = random(n, 1, 1, c);
    GlobalPooling.norm(x, p, y);
    INDArray powers = Transforms.pow(Transforms.abs(x), p);
    assertClose(Transforms.pow(powers.sum(true, 1, 2), 1.0 / p), y);
    INDArray epsilon = random(n, 1, 1, c);
    INDArray dx = x.like();
    GlobalPooling.normGradient(x, y, p, epsilon, dx);
    INDArray factor = epsilon.div(Transforms.pow(y, p - 1)).broadcast(x.shape());
    assertClose(Transforms.sign(x).mul(Transforms.pow(Transforms.abs(x), p - 1)).mul(factor), dx);
  }

  private static void assertClose(INDArray expected, INDArray actual) {
    double scale = expected.amaxNumber().doubleValue();
    assertTrue(expected.sub(actual).amaxNumber().doubleValue() <= 1e-4 * scale + 1e-7);
  }
}
