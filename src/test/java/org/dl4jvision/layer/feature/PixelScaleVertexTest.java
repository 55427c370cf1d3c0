package org.dl4jvision.layer.feature;

import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

class PixelScaleVertexTest extends BaseFeatureLayerTestCase {

  @Override
  protected Stream<Setting> settings() {
    return Stream.of(
        setting("of three channels", new long[] {2, 3, 4, 5}, new long[] {2, 1, 4, 5}),
        setting("of one channel", new long[] {1, 1, 3, 2}, new long[] {1, 1, 3, 2}),
        setting("of one pixel", new long[] {3, 2, 1, 1}, new long[] {3, 1, 1, 1}));
  }

  private static Setting setting(String name, long[] map, long[] scales) {
    return Setting.of(name, new PixelScaleVertex(), map, scales);
  }

  @Override
  protected INDArray expected(
      Setting setting, INDArray[] inputs, Map<String, INDArray> parameters) {
    INDArray result = inputs[0].dup('c');
    for (long n = 0; n < result.size(0); n++) {
      for (long c = 0; c < result.size(1); c++) {
        for (long y = 0; y < result.size(2); y++) {
          for (long x = 0; x < result.size(3); x++) {
            result.putScalar(
                new long[] {n, c, y, x},
                result.getDouble(n, c, y, x) * inputs[1].getDouble(n, 0, y, x));
          }
        }
      }
    }
    return result;
  }
}
