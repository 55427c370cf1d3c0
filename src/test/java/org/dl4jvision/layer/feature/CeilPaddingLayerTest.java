package org.dl4jvision.layer.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CeilPaddingLayerTest extends BaseFeatureLayerTestCase {

  @Override
  protected Stream<Setting> settings() {
    return Stream.of(
        Setting.of("both", new CeilPaddingLayer(3, 2), 2, 3, 6, 8),
        Setting.of("one", new CeilPaddingLayer(3, 2), 1, 2, 7, 6),
        Setting.of("none", new CeilPaddingLayer(2, 2), 2, 1, 4, 2),
        Setting.of("three", new CeilPaddingLayer(5, 4), 1, 2, 6, 9));
  }

  @Override
  protected INDArray expected(
      Setting setting, INDArray[] inputs, Map<String, INDArray> parameters) {
    CeilPaddingLayer layer = (CeilPaddingLayer) setting.layer();
    INDArray x = inputs[0];
    return Nd4j.pad(
        x.dup('c'),
        new int[][] {
          {0, 0},
          {0, 0},
          {0, (int) (layer.padded((int) x.size(2)) - x.size(2))},
          {0, (int) (layer.padded((int) x.size(3)) - x.size(3))}
        });
  }

  /** The number of positions is PyTorch's: the last one begins within the map. */
  @ParameterizedTest
  @CsvSource({
    "3, 2, 5, 5, 2", "3, 2, 6, 7, 3", "3, 2, 7, 7, 3", "3, 2, 8, 9, 4", "2, 2, 5, 6, 3",
    "2, 2, 6, 6, 3", "3, 2, 3, 3, 1", "3, 2, 2, 3, 1", "3, 2, 1, 3, 1", "1, 2, 4, 4, 2",
    "1, 3, 6, 6, 2"
  })
  void reachesAsFarAsPyTorch(int kernel, int stride, int size, int padded, int positions) {
    assertEquals(padded, new CeilPaddingLayer(kernel, stride).padded(size));
    assertEquals(positions, (padded - kernel) / stride + 1);
  }
}
