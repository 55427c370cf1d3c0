package org.dl4jvision.layer.feature;

import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class AdaptiveAveragePoolingLayerTest extends BaseFeatureLayerTestCase {

  @Override
  protected Stream<Setting> settings() {
    return Stream.of(
        Setting.of("to less", new AdaptiveAveragePoolingLayer(3, 2), 2, 3, 7, 9),
        Setting.of("to more", new AdaptiveAveragePoolingLayer(7, 7), 1, 2, 3, 5),
        Setting.of("to the same", new AdaptiveAveragePoolingLayer(4, 3), 1, 2, 4, 3),
        Setting.of("to one pixel", new AdaptiveAveragePoolingLayer(1, 1), 2, 2, 5, 3));
  }

  @Override
  protected INDArray expected(
      Setting setting, INDArray[] inputs, Map<String, INDArray> parameters) {
    AdaptiveAveragePoolingLayer layer = (AdaptiveAveragePoolingLayer) setting.layer();
    INDArray x = inputs[0];
    int height = layer.getHeight();
    int width = layer.getWidth();
    INDArray y = Nd4j.create(DataType.DOUBLE, x.size(0), x.size(1), height, width);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        y.get(
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.point(row),
                NDArrayIndex.point(column))
            .assign(
                x.get(
                        NDArrayIndex.all(),
                        NDArrayIndex.all(),
                        part(row, x.size(2), height),
                        part(column, x.size(3), width))
                    .dup('c')
                    .mean(2, 3));
      }
    }
    return y;
  }

  private static org.nd4j.linalg.indexing.INDArrayIndex part(int at, long inputs, int outputs) {
    return NDArrayIndex.interval(
        (long) Math.floor((double) at * inputs / outputs),
        (long) Math.ceil((at + 1.0) * inputs / outputs));
  }
}
