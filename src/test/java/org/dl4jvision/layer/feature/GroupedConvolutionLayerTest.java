package org.dl4jvision.layer.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GroupedConvolutionLayerTest extends BaseFeatureLayerTestCase {

  @Override
  protected Stream<Setting> settings() {
    return Stream.of(
        Setting.of("one group", layer(1, 3, 2, 1, 1, 1).build(), 2, 3, 5, 4),
        Setting.of("two groups", layer(2, 6, 3, 1, 1, 1).build(), 2, 4, 5, 7),
        Setting.of("no bias", layer(3, 6, 3, 2, 1, 1).hasBias(false).build(), 1, 9, 7, 5),
        Setting.of("depthwise", layer(5, 5, 3, 1, 1, 1).build(), 3, 5, 6, 3),
        Setting.of("depthwise, doubled", layer(4, 8, 3, 2, 1, 1).build(), 1, 4, 9, 7),
        Setting.of("dilated", layer(2, 4, 3, 1, 2, 2).build(), 2, 4, 7, 6),
        Setting.of("dilated, strided", layer(2, 2, 3, 2, 3, 2).build(), 1, 4, 9, 11),
        Setting.of(
            "oblong",
            new GroupedConvolutionLayer.Builder(2, 3, 2)
                .stride(1, 2)
                .padding(1, 0)
                .nOut(4)
                .activation(Activation.IDENTITY)
                .build(),
            2,
            4,
            4,
            7),
        Setting.of("same", same(2, 3, 2), 2, 4, 6, 7),
        Setting.of("same of two", same(4, 2, 1), 1, 4, 5, 6),
        Setting.of(
            "strict",
            layer(2, 4, 3, 2, 1, 1).convolutionMode(ConvolutionMode.Strict).build(),
            1,
            4,
            5,
            7),
        Setting.of(
            "activated", layer(2, 4, 3, 1, 1, 1).activation(Activation.TANH).build(), 2, 4, 5, 5),
        Setting.of("one pixel", layer(3, 3, 3, 1, 1, 1).build(), 1, 3, 1, 1),
        Setting.channelsLast(
            "two groups", layer(2, 6, 3, 1, 1, 1).dataFormat(CNN2DFormat.NHWC).build(), 2, 4, 5, 7),
        Setting.channelsLast(
            "depthwise",
            layer(4, 4, 3, 2, 1, 1)
                .dataFormat(CNN2DFormat.NHWC)
                .activation(Activation.SIGMOID)
                .build(),
            2,
            4,
            6,
            7));
  }

  private static ConvolutionLayer.Builder layer(
      int groups, int channels, int kernel, int stride, int padding, int dilation) {
    ConvolutionLayer.Builder builder =
        new GroupedConvolutionLayer.Builder(groups, kernel, kernel)
            .stride(stride, stride)
            .padding(padding, padding)
            .convolutionMode(ConvolutionMode.Truncate)
            .nOut(channels)
            .activation(Activation.IDENTITY)
            .biasInit(0.25);
    return builder.dilation(dilation, dilation);
  }

  private static GroupedConvolutionLayer same(int groups, int kernel, int stride) {
    return (GroupedConvolutionLayer)
        layer(groups, 4, kernel, stride, 0, 1).convolutionMode(ConvolutionMode.Same).build();
  }

  @Override
  protected INDArray expected(
      Setting setting, INDArray[] inputs, Map<String, INDArray> parameters) {
    GroupedConvolutionLayer conf = (GroupedConvolutionLayer) setting.layer();
    INDArray x = inputs[0];
    INDArray weights = parameters.get("W");
    int groups = conf.getGroups();
    long in = weights.size(1);
    long out = weights.size(0);
    long[] size = new long[2];
    long[] before = new long[2];
    for (int d = 0; d < 2; d++) {
      long length = x.size(2 + d);
      long stride = conf.getStride()[d];
      long span = (conf.getKernelSize()[d] - 1L) * conf.getDilation()[d] + 1;
      boolean same = conf.getConvolutionMode() == ConvolutionMode.Same;
      before[d] = conf.getPadding()[d];
      size[d] = (length + 2 * before[d] - span) / stride + 1;
      if (same) {
        size[d] = (length + stride - 1) / stride;
        before[d] = Math.max(0, (size[d] - 1) * stride + span - length) / 2;
      }
    }
    INDArray z = Nd4j.create(DataType.DOUBLE, x.size(0), out, size[0], size[1]);
    for (long n = 0; n < x.size(0); n++) {
      for (long o = 0; o < out; o++) {
        long firstInput = o / (out / groups) * in;
        for (long row = 0; row < size[0]; row++) {
          for (long column = 0; column < size[1]; column++) {
            double sum = conf.hasBias() ? parameters.get("b").getDouble(o) : 0;
            for (long i = 0; i < in; i++) {
              for (int ky = 0; ky < weights.size(2); ky++) {
                for (int kx = 0; kx < weights.size(3); kx++) {
                  long y =
                      row * conf.getStride()[0] + (long) ky * conf.getDilation()[0] - before[0];
                  long x0 =
                      column * conf.getStride()[1] + (long) kx * conf.getDilation()[1] - before[1];
                  if (y >= 0 && y < x.size(2) && x0 >= 0 && x0 < x.size(3)) {
                    sum += weights.getDouble(o, i, ky, kx) * x.getDouble(n, firstInput + i, y, x0);
                  }
                }
              }
            }
            z.putScalar(new long[] {n, o, row, column}, sum);
          }
        }
      }
    }
    return conf.getActivationFn().getActivation(z, false);
  }

  @Test
  void hasWeightsForTheChannelsOfAGroupOnly() {
    ConvolutionLayer layer = new GroupedConvolutionLayer.Builder(4, 3, 3).nIn(8).nOut(12).build();
    assertEquals(12 * 2 * 9 + 12, layer.initializer().numParams(layer));
    assertArrayEquals(new int[] {3, 3}, layer.getKernelSize());
  }

  @Test
  void namesChannelsThatAreNoMultiples() {
    IllegalArgumentException input =
        assertThrows(
            IllegalArgumentException.class,
            () -> new GroupedConvolutionLayer.Builder(4, 3, 3).nIn(6).nOut(12).build());
    assertEquals("nIn is 6; allowed: multiples of the groups, 4", input.getMessage());
    IllegalArgumentException output =
        assertThrows(
            IllegalArgumentException.class,
            () -> new GroupedConvolutionLayer.Builder(4, 3, 3).nIn(8).nOut(10).build());
    assertEquals("nOut is 10; allowed: multiples of the groups, 4", output.getMessage());
    IllegalArgumentException groups =
        assertThrows(
            IllegalArgumentException.class, () -> new GroupedConvolutionLayer.Builder(0, 3, 3));
    assertEquals("groups is 0; allowed: whole numbers >= 1", groups.getMessage());
  }
}
