package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.loss.LossMeanL2;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

/** A layer whose loss learns its own weights. */
class UncertaintyLayerTest {

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

  private static final String LOSS = "uncertainty(dice, cross-entropy)";

  private static MultiLayerNetwork network(DataType type, IUpdater updater) {
    return network(Losses.parse(LOSS), type, updater);
  }

  private static MultiLayerNetwork network(VisionLoss loss, DataType type, IUpdater updater) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(7)
                .updater(updater)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3)
                        .padding(1, 1)
                        .nOut(2)
                        .activation(Activation.TANH)
                        .build())
                .layer(new SegmentationLossLayer.Builder(loss).build())
                .setInputType(InputType.convolutional(5, 4, 1))
                .build());
    network.init();
    return network;
  }

  private static DataSet data(DataType type) {
    Nd4j.getRandom().setSeed(3);
    INDArray features = Nd4j.randn(type, 3, 1, 5, 4);
    return new DataSet(features, features.gt(0).castTo(type));
  }

  @Test
  void gradientsIncludeTheLogVariances() {
    MultiLayerNetwork network = network(DataType.DOUBLE, new NoOp());
    assertEquals(18 + 2 + 2, network.numParams());
    network.setParam("1_logVariances", Nd4j.createFromArray(new double[][] {{0.3, -0.7}}));
    DataSet data = data(DataType.DOUBLE);
    assertTrue(
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.MLNConfig()
                .net(network)
                .input(data.getFeatures())
                .labels(data.getLabels())));
  }

  /** A loss from outside the library that learns a number w of its own: l2 + (w - 1)^2. */
  @LossInfo(name = "drawn-to-one", help = "for this test")
  static final class LossDrawnToOne extends VisionLoss {
    @Override
    public double[] lossOfExamples(Batch batch, double factor) {
      return new LossMeanL2().lossOfExamples(batch, factor);
    }

    @Override
    public int learnedWeights() {
      return 1;
    }

    @Override
    protected double[] lossOfExamples(Batch batch, double factor, double[] w, double[] byW) {
      byW[0] = 2 * batch.examples() * (w[0] - 1);
      return Arrays.stream(lossOfExamples(batch, factor))
          .map(l -> l + Math.pow(w[0] - 1, 2))
          .toArray();
    }
  }

  @Test
  void anyLossMayLearnWeights() {
    MultiLayerNetwork network = network(new LossDrawnToOne(), DataType.DOUBLE, new Sgd(0.25));
    DataSet data = data(DataType.DOUBLE);
    assertEquals(18 + 2 + 1, network.numParams());
    for (double expected : new double[] {0.5, 0.75, 0.875}) {
      network.fit(data);
      assertEquals(expected, network.getParam("1_logVariances").getDouble(0), 1e-12);
    }
  }

  @Test
  void scoreIsTheFormula() {
    MultiLayerNetwork network = network(DataType.DOUBLE, new NoOp());
    DataSet data = data(DataType.DOUBLE);
    double plain = network.score(data);
    network.setParam("1_logVariances", Nd4j.createFromArray(new double[][] {{50, 50}}));
    assertEquals(100, network.score(data), 1e-9, "the losses vanish, the log-variances are left");
    network.setParam("1_logVariances", Nd4j.createFromArray(new double[][] {{0, 0}}));
    assertEquals(plain, network.score(data), 1e-12);
    assertEquals(plain, network.scoreExamples(data, false).meanNumber().doubleValue(), 1e-9);
  }

  @Test
  void trainingMovesThemTowardsTheLogOfTheLoss() {
    MultiLayerNetwork network = network(DataType.FLOAT, new Adam(0.02));
    DataSet data = data(DataType.FLOAT);
    for (int i = 0; i < 300; i++) {
      network.fit(data);
    }
    // At the optimum s = log L: both losses end well below 1.
    double[] learned = network.getParam("1_logVariances").toDoubleVector();
    assertTrue(learned[0] < -0.5 && learned[1] < -0.5, () -> learned[0] + ", " + learned[1]);
  }

  @Test
  void savedModelsKeepThem(@TempDir Path folder) throws Exception {
    MultiLayerNetwork network = network(DataType.FLOAT, new Adam(0.02));
    network.fit(data(DataType.FLOAT));
    File file = folder.resolve("model.zip").toFile();
    network.save(file, true);
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file);
    assertArrayEquals(
        network.params().toFloatVector(), restored.params().toFloatVector(), "parameters");
    assertEquals(network.score(data(DataType.FLOAT)), restored.score(data(DataType.FLOAT)), 1e-6);
    ComputationGraph graph = restored.toComputationGraph();
    assertEquals(network.numParams(), graph.numParams());
  }
}
