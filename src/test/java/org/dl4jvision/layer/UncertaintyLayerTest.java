package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.loss.Losses;
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

/** A layer whose loss learns its own weights. */
class UncertaintyLayerTest {

  private static final String LOSS = "uncertainty(dice, cross-entropy)";

  private static MultiLayerNetwork network(DataType type, IUpdater updater) {
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
                .layer(new SegmentationLossLayer.Builder(Losses.parse(LOSS)).build())
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
