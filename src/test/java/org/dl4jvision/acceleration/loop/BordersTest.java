package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class BordersTest extends BaseLoopTestCase {

  @ParameterizedTest
  @CsvSource({"1,1,1,1,0,0,0,0", "2,5,7,3,1,2,0,3", "3,60,50,16,0,3,2,0"})
  void aBorderIsAddedAndRemoved(
      long n, long h, long w, long c, int above, int below, int left, int right) {
    INDArray inner = random(n, h, w, c);
    INDArray whole = random(n, h + above + below, w + left + right, c);
    Borders.add(inner, above, left, whole);
    INDArray part =
        whole.get(
            NDArrayIndex.all(),
            NDArrayIndex.interval(above, above + h),
            NDArrayIndex.interval(left, left + w),
            NDArrayIndex.all());
    assertEquals(inner, part);
    assertEquals(
        inner.norm1Number().doubleValue(), whole.norm1Number().doubleValue(), 1e-3 * n * h * w);
    INDArray back = random(n, h, w, c);
    Borders.remove(whole, above, left, back);
    assertEquals(inner, back);
  }
}
