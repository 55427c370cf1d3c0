package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class PixelGroupsTest extends BaseLoopTestCase {

  @ParameterizedTest
  @CsvSource({"1,1,1,1", "2,3,4,5", "3,20,30,16"})
  void aMapGoesIntoGroupsAndBack(int n, int h, int w, int c) {
    INDArray map = random(n, 2 * h, 2 * w, c);
    INDArray groups = random(n, h + 1, w + 1, 4 * c);
    PixelGroups.fromMap(map, groups);
    for (int i = 0; i < h; i += Math.max(1, h - 1)) {
      for (int j = 0; j < w; j += Math.max(1, w - 1)) {
        for (int a = 0; a < 2; a++) {
          for (int b = 0; b < 2; b++) {
            assertEquals(
                map.getFloat(n - 1, 2 * i + a, 2 * j + b, c - 1),
                groups.getFloat(n - 1, i + a, j + b, (2 * a + b) * c + c - 1));
          }
        }
      }
    }
    assertEquals(map.sumNumber().doubleValue(), groups.sumNumber().doubleValue(), 1e-2);
    INDArray back = map.like();
    PixelGroups.toMap(groups, back);
    assertEquals(map, back);
  }
}
