package org.dl4jvision.layer.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GroupNormalizationLayerTest extends BaseFeatureLayerTestCase {

  @Override
  protected Stream<Setting> settings() {
    return Stream.of(
        Setting.of("two groups", new GroupNormalizationLayer.Builder(2).build(), 2, 6, 3, 5),
        Setting.of("one group", new GroupNormalizationLayer.Builder(1).build(), 1, 3, 4, 4),
        Setting.of(
            "a group a channel",
            new GroupNormalizationLayer.Builder(3).eps(0.1).build(),
            3,
            3,
            2,
            5));
  }

  @Override
  protected INDArray expected(
      Setting setting, INDArray[] inputs, Map<String, INDArray> parameters) {
    GroupNormalizationLayer layer = (GroupNormalizationLayer) setting.layer();
    INDArray x = inputs[0];
    INDArray y = Nd4j.create(DataType.DOUBLE, x.shape());
    long size = x.size(1) / layer.getGroups();
    for (long n = 0; n < x.size(0); n++) {
      for (long first = 0; first < x.size(1); first += size) {
        double sum = 0;
        double squares = 0;
        for (long i = 0; i < size * x.size(2) * x.size(3); i++) {
          double value = at(x, n, first, i);
          sum += value;
          squares += value * value;
        }
        double count = size * x.size(2) * x.size(3);
        double mean = sum / count;
        double deviation = Math.sqrt(squares / count - mean * mean + layer.getEps());
        for (long i = 0; i < count; i++) {
          long channel = first + i / (x.size(2) * x.size(3));
          y.putScalar(
              new long[] {n, channel, i / x.size(3) % x.size(2), i % x.size(3)},
              (at(x, n, first, i) - mean) / deviation * parameters.get("gamma").getDouble(channel)
                  + parameters.get("beta").getDouble(channel));
        }
      }
    }
    return y;
  }

  private static double at(INDArray x, long n, long firstChannel, long i) {
    return x.getDouble(
        n, firstChannel + i / (x.size(2) * x.size(3)), i / x.size(3) % x.size(2), i % x.size(3));
  }

  @Test
  void namesChannelsThatAreNoMultiples() {
    GroupNormalizationLayer.Builder builder = new GroupNormalizationLayer.Builder(4).nIn(6);
    assertEquals(
        "channels is 6; allowed: multiples of the groups, 4",
        assertThrows(IllegalArgumentException.class, builder::build).getMessage());
  }
}
