package org.dl4jvision.layer.feature;

import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BilinearResizeLayerTest extends BaseFeatureLayerTestCase {

  @Override
  protected Stream<Setting> settings() {
    return Stream.of(
        Setting.of("twice", new BilinearResizeLayer(2), 2, 3, 5, 4),
        Setting.of("eight times", new BilinearResizeLayer(8), 1, 2, 3, 1),
        Setting.of("once", new BilinearResizeLayer(1), 1, 1, 2, 3));
  }

  @Override
  protected INDArray expected(
      Setting setting, INDArray[] inputs, Map<String, INDArray> parameters) {
    int factor = ((BilinearResizeLayer) setting.layer()).getFactor();
    return resized(inputs[0], factor * inputs[0].size(2), factor * inputs[0].size(3));
  }

  /** Weighs the four neighbors of every pixel. */
  static INDArray resized(INDArray x, long height, long width) {
    INDArray y = Nd4j.create(DataType.DOUBLE, x.size(0), x.size(1), height, width);
    for (long n = 0; n < x.size(0); n++) {
      for (long c = 0; c < x.size(1); c++) {
        for (long row = 0; row < height; row++) {
          for (long column = 0; column < width; column++) {
            double atRow = Math.max(0, (row + 0.5) * x.size(2) / height - 0.5);
            double atColumn = Math.max(0, (column + 0.5) * x.size(3) / width - 0.5);
            long top = (long) atRow;
            long left = (long) atColumn;
            long bottom = Math.min(top + 1, x.size(2) - 1);
            long right = Math.min(left + 1, x.size(3) - 1);
            double down = atRow - top;
            double across = atColumn - left;
            y.putScalar(
                new long[] {n, c, row, column},
                (1 - down)
                        * ((1 - across) * x.getDouble(n, c, top, left)
                            + across * x.getDouble(n, c, top, right))
                    + down
                        * ((1 - across) * x.getDouble(n, c, bottom, left)
                            + across * x.getDouble(n, c, bottom, right)));
          }
        }
      }
    }
    return y;
  }
}
