package org.dl4jvision.layer.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.LossMeanL2;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class FrozenBatchNormalizationTest extends BaseFeatureLayerTestCase {

  @Override
  protected Stream<Setting> settings() {
    FrozenBatchNormalization layer = new FrozenBatchNormalization();
    layer.setEps(0.3);
    FrozenBatchNormalization plain = new FrozenBatchNormalization(3, 1e-3);
    plain.setUseLogStd(false);
    return Stream.of(
        Setting.of("of a single image", layer, 1, 2, 3, 5),
        Setting.of("of plain variances", plain, 3, 3, 2, 2),
        Setting.channelsLast("of a batch", layer, 2, 3, 4, 3));
  }

  @Override
  protected Set<String> fixed() {
    return Set.of("gamma", "beta", "mean", "var", "log10stdev");
  }

  @Override
  protected INDArray expected(
      Setting setting, INDArray[] inputs, Map<String, INDArray> parameters) {
    double eps = ((FrozenBatchNormalization) setting.layer()).getEps();
    return inputs[0].div(Math.sqrt(1 + eps));
  }

  private static MultiLayerNetwork network(
      BatchNormalization normalization, CNN2DFormat format, DataType type) {
    ConvolutionLayer convolution =
        new ConvolutionLayer.Builder(3, 3).nOut(4).dataFormat(format).build();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(type)
                .updater(new Sgd(0.1))
                .list(
                    convolution,
                    normalization,
                    new SegmentationLossLayer.Builder(new LossMeanL2())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(6, 5, 2, format))
                .build());
    network.init();
    Random random = new Random(2);
    Map<String, INDArray> parameters = network.getLayer(1).paramTable();
    parameters.forEach((name, value) -> value.assign(random.nextDouble() + 0.3));
    parameters.get("mean").putScalar(2, -1.5);
    parameters.get("gamma").putScalar(1, -2);
    return network;
  }

  /** Beside DL4J's own, which is frozen in inference alone. */
  @ParameterizedTest
  @EnumSource(CNN2DFormat.class)
  void trainsWithWhatInferenceComputes(CNN2DFormat format) {
    long[] shape = format == CNN2DFormat.NCHW ? new long[] {3, 2, 6, 5} : new long[] {3, 6, 5, 2};
    INDArray images = Nd4j.rand(DataType.FLOAT, shape);
    MultiLayerNetwork frozen = network(new FrozenBatchNormalization(), format, DataType.FLOAT);
    MultiLayerNetwork stock =
        network(new BatchNormalization.Builder().build(), format, DataType.FLOAT);
    INDArray expected = stock.output(images);
    assertTrue(expected.equalsWithEps(frozen.output(images), 1e-5));
    assertTrue(expected.equalsWithEps(frozen.output(images, true), 1e-5));
    MultiLayerNetwork fast = network(new FrozenBatchNormalization(), format, DataType.FLOAT);
    assertEquals(2, Acceleration.enable(fast).layers());
    assertTrue(expected.equalsWithEps(fast.output(images, true), 1e-5));

    DataSet data = new DataSet(images, Nd4j.rand(DataType.FLOAT, expected.shape()));
    MultiLayerNetwork exact = network(new FrozenBatchNormalization(), format, DataType.DOUBLE);
    exact.setParams(frozen.params().castTo(DataType.DOUBLE));
    INDArray before = frozen.getLayer(1).params().dup();
    INDArray weights = frozen.getLayer(0).params().dup();
    for (int step = 0; step < 3; step++) {
      frozen.fit(data);
      fast.fit(data);
      exact.fit(data);
    }
    assertEquals(before, frozen.getLayer(1).params());
    assertEquals(before, fast.getLayer(1).params());
    assertNotEquals(weights, frozen.getLayer(0).params());
    INDArray learned = exact.getLayer(0).params().castTo(DataType.FLOAT);
    assertTrue(learned.equalsWithEps(frozen.getLayer(0).params(), 1e-5));
    assertTrue(learned.equalsWithEps(fast.getLayer(0).params(), 1e-5));
  }
}
