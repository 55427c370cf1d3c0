package org.dl4jvision.layer.feature;

import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

class BilinearResizeVertexTest extends BaseFeatureLayerTestCase {

  @Override
  protected Stream<Setting> settings() {
    return Stream.of(
        setting("larger", new long[] {2, 3, 3, 4}, new long[] {2, 1, 7, 9}),
        setting("smaller", new long[] {1, 2, 8, 5}, new long[] {1, 3, 3, 4}),
        setting("of one pixel", new long[] {2, 2, 1, 1}, new long[] {2, 2, 3, 5}));
  }

  private static Setting setting(String name, long[] map, long[] other) {
    return Setting.of(name, new BilinearResizeVertex(), map, other);
  }

  @Override
  protected INDArray expected(
      Setting setting, INDArray[] inputs, Map<String, INDArray> parameters) {
    return BilinearResizeLayerTest.resized(inputs[0], inputs[1].size(2), inputs[1].size(3));
  }
}
