package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class UpsamplingTest extends BaseLoopTestCase {

  @ParameterizedTest
  @CsvSource({"2,5,7,3,2,2", "1,1,1,1,3,2", "2,40,50,16,2,2", "1,6,4,5,1,3"})
  void upsamplesAsTheNativeOperation(long n, long h, long w, long c, int high, int wide) {
    INDArray x = random(n, h, w, c);
    INDArray out = random(n, h * high, w * wide, c);
    INDArray expected = out.like();
    exec("upsampling2d", new INDArray[] {x}, expected, high, wide, 0);
    Upsampling.forward(x, new int[] {high, wide}, out);
    assertEquals(expected, out);

    INDArray eps = random(n, h * high, w * wide, c);
    INDArray dx = x.like();
    Upsampling.gradient(eps, new int[] {high, wide}, dx);
    INDArray sums = eps.reshape('c', n, h, high, w, wide * c).sum(2);
    INDArray expectedDx = sums.reshape('c', n, h, w, wide, c).sum(3);
    assertTrue(expectedDx.equalsWithEps(dx, 1e-4));
  }

  @ParameterizedTest
  @CsvSource({"2,3,5,4,3,2,2,2", "1,1,1,1,1,3,2,1", "2,9,20,21,16,2,2,2", "1,4,3,5,2,1,3,2"})
  void repeatsSlicesOfVolumes(
      long n, long d, long h, long w, long c, int deep, int high, int wide) {
    INDArray x = random(n, d, h, w, c);
    INDArray out = random(n, d * deep, h * high, w * wide, c);
    int[] times = {deep, high, wide};
    Upsampling.forward(x, times, out);
    INDArray blocks = out.reshape('c', n * d, deep, h, high, w * wide * c);
    INDArray maps = random(n * d, h * high, w * wide, c);
    Upsampling.forward(x.reshape('c', n * d, h, w, c), new int[] {high, wide}, maps);
    for (int i = 0; i < deep; i++) {
      INDArray slice =
          blocks.get(NDArrayIndex.all(), NDArrayIndex.point(i)).dup('c').reshape(maps.shape());
      assertEquals(maps, slice);
    }

    INDArray eps = random(out.shape());
    INDArray dx = x.like();
    Upsampling.gradient(eps, times, dx);
    INDArray sums = eps.reshape('c', n * d, deep, h * high * w * wide * c).sum(1);
    INDArray expected = random(n * d, h, w, c);
    INDArray ofMaps = sums.reshape('c', n * d, h * high, w * wide, c);
    Upsampling.gradient(ofMaps, new int[] {high, wide}, expected);
    assertTrue(expected.reshape(dx.shape()).equalsWithEps(dx, 1e-4));
  }
}
