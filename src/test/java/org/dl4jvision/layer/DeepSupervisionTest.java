package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

class DeepSupervisionTest {

  private DataType globalType;

  /** The gradient check wants it. */
  @BeforeEach
  void useDoublePrecision() {
    globalType = Nd4j.dataType();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterEach
  void restore() {
    Nd4j.setDefaultDataTypes(globalType, globalType);
  }

  private static final VisionLoss LOSS = Losses.parse("dice + cross-entropy");

  private static DeepSupervision supervision() {
    return DeepSupervision.builder(LOSS, 2).level("fine", 1).level("coarse", 2).build();
  }

  private static ComputationGraph network() {
    ComputationGraphConfiguration.GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .seed(5)
            .updater(new NoOp())
            .convolutionMode(ConvolutionMode.Same)
            .activation(Activation.TANH)
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.convolutional(4, 6, 1))
            .addLayer("fine", new ConvolutionLayer.Builder(3, 3).nOut(2).build(), "input")
            .addLayer(
                "coarse",
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .build(),
                "fine");
    ComputationGraph network = new ComputationGraph(supervision().addTo(graph).build());
    network.init();
    return network;
  }

  private static MultiDataSet data() {
    Nd4j.getRandom().setSeed(2);
    INDArray features = Nd4j.randn(DataType.DOUBLE, 2, 1, 4, 6);
    return new MultiDataSet(features, features.gt(0).castTo(DataType.DOUBLE));
  }

  @Test
  void scoreIsTheWeightedSumOfTheLevels() {
    ComputationGraph network = network();
    MultiDataSet data = data();
    supervision().labels().preProcess(data);
    INDArray[] outputs = network.output(data.getFeatures());
    double expected = 0;
    double[] weights = {1, 0.5};
    for (int i = 0; i < 2; i++) {
      expected +=
          weights[i]
              * LOSS.computeScore(
                  data.getLabels(i), outputs[i], new ActivationIdentity(), null, true);
    }
    assertEquals(expected, network.score(data), 1e-9);
    assertTrue(
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.GraphConfig()
                .net(network)
                .inputs(data.getFeatures())
                .labels(data.getLabels())));
  }

  @Test
  void labelsAndMasksTakeTheMiddlePixel() {
    INDArray labels = Nd4j.arange(24).reshape(1, 1, 4, 6);
    INDArray mask = Nd4j.arange(24).reshape(1, 4, 6);
    MultiDataSet data =
        new MultiDataSet(
            new INDArray[] {labels}, new INDArray[] {labels}, null, new INDArray[] {mask});
    supervision().labels().preProcess(data);
    assertEquals(labels, data.getLabels(0));
    double[] middle = {7, 9, 11, 19, 21, 23};
    assertArrayEquals(middle, data.getLabels(1).reshape(6).toDoubleVector());
    assertArrayEquals(new long[] {1, 2, 3}, data.getLabelsMaskArray(1).shape());
    assertArrayEquals(middle, data.getLabelsMaskArray(1).reshape(6).toDoubleVector());
  }

  @Test
  void channelsLastAndImageMasks() {
    DeepSupervision last =
        DeepSupervision.builder(LOSS, 2)
            .level("a", 1)
            .level("b", 4, 0.1)
            .dataFormat(CNN2DFormat.NHWC)
            .build();
    assertEquals(List.of("a-output", "b-output"), last.outputs());
    INDArray labels = Nd4j.arange(32).reshape(1, 4, 4, 2);
    INDArray mask = Nd4j.ones(1, 1);
    MultiDataSet data =
        new MultiDataSet(
            new INDArray[] {labels}, new INDArray[] {labels}, null, new INDArray[] {mask});
    last.labels().preProcess(data);
    assertArrayEquals(new double[] {20, 21}, data.getLabels(1).reshape(2).toDoubleVector());
    assertEquals(mask, data.getLabelsMaskArray(1));
  }

  @Test
  void badArgumentsAreNamed() {
    MultiDataSet odd = new MultiDataSet(Nd4j.zeros(1, 1, 5, 6), Nd4j.zeros(1, 1, 5, 6));
    String message =
        assertThrows(IllegalArgumentException.class, () -> supervision().labels().preProcess(odd))
            .getMessage();
    assertTrue(message.contains("labels of shape [1, 1, 5, 6]"), message);
    assertTrue(message.contains("level coarse"), message);
    DeepSupervision.Builder builder = DeepSupervision.builder(LOSS, 2);
    assertThrows(IllegalArgumentException.class, builder::build);
    assertThrows(IllegalArgumentException.class, () -> builder.level("a", 0));
    assertThrows(IllegalArgumentException.class, () -> builder.level("a", 1, -1));
  }
}
