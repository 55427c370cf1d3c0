package org.dl4jvision.acceleration.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.Comparison;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BatchNormalizationKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "batch-normalization";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    Layer layer =
        new BatchNormalization.Builder()
            .nIn(channels)
            .nOut(channels)
            .eps(random.nextBoolean() ? 1e-5 : 1e-2)
            .useLogStd(random.nextBoolean())
            .lockGammaBeta(random.nextInt(4) == 0)
            .build();
    graph.addLayer(name, layer, inputs);
    return channels;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "3, 1, 1, 1",
    "1, 1, 7, 5",
    "2, 3, 1, 9",
    "3, 17, 5, 7",
    "2, 64, 12, 11",
    "2, 100, 3, 3",
    "1, 5000, 2, 3"
  })
  void isExact(int examples, int channels, int height, int width) {
    for (CNN2DFormat format : CNN2DFormat.values()) {
      for (boolean logarithm : new boolean[] {false, true}) {
        assertExact(
            new BatchNormalization.Builder().useLogStd(logarithm).build(),
            format,
            examples,
            channels,
            height,
            width);
      }
    }
  }

  @Test
  void staysExactWhereMapsAreLarge() {
    assertExact(new BatchNormalization.Builder().build(), CNN2DFormat.NCHW, 8, 8, 256, 256);
  }

  @Tag("scale")
  @Test
  void staysExactWhereMapsAreHuge() {
    assertExact(new BatchNormalization.Builder().build(), CNN2DFormat.NCHW, 16, 64, 256, 256);
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 4, 5", "1, 16, 9, 7", "3, 1, 1, 1"})
  void isExactWithFixedScaleAndShift(int examples, int channels, int height, int width) {
    for (double[] fixed : new double[][] {{1, 0}, {1.5, 0.2}}) {
      BatchNormalization layer =
          new BatchNormalization.Builder(true).gamma(fixed[0]).beta(fixed[1]).build();
      assertExact(layer, CNN2DFormat.NCHW, examples, channels, height, width);
    }
  }

  /** With statistics of inference, through which DL4J goes back as if they were the batch's. */
  @ParameterizedTest
  @CsvSource({"2, 3, 4, 5", "1, 16, 9, 7"})
  void isExactWhereItIsFrozen(int examples, int channels, int height, int width) {
    BatchNormalization layer = new BatchNormalization.Builder().build();
    for (CNN2DFormat format : CNN2DFormat.values()) {
      assertExact(new FrozenLayerWithBackprop(layer), format, examples, channels, height, width);
      assertExact(new FrozenLayer(layer), format, examples, channels, height, width);
    }
  }

  @Test
  void aFixedScaleWithoutAShiftIsRefused() {
    BatchNormalization layer = new BatchNormalization.Builder(true).gamma(2).build();
    MultiLayerNetwork network = network(layer, DataType.FLOAT, InputType.convolutional(3, 3, 2));
    assertTrue(Comparison.enable(network, true).message().contains("DL4J leaves out"));
  }

  /** Means far from zero, which squares would be lost in, and vectors. */
  @Test
  void isExactForVectorsAndFarFromZero() {
    BatchNormalization layer = new BatchNormalization.Builder().build();
    INDArray rows = Comparison.image(50, 7).addi(300);
    assertExact(layer, InputType.feedForward(7), rows);
    INDArray maps = Comparison.image(3, 5, 20, 20).addi(-2000);
    assertExact(layer, InputType.convolutional(20, 20, 5), maps);
  }

  /** DL4J refuses them; of their slices side by side it makes the same. */
  @Test
  void volumesAreNormalizedAsMaps() {
    BatchNormalization layer = new BatchNormalization.Builder().build();
    Convolution3D.DataFormat format = Convolution3D.DataFormat.NCDHW;
    MultiLayerNetwork volumes =
        network(layer, DataType.FLOAT, InputType.convolutional3D(format, 3, 4, 5, 6));
    MultiLayerNetwork maps = network(layer, DataType.DOUBLE, InputType.convolutional(12, 5, 6));
    Comparison.enable(volumes, true);
    INDArray x = Comparison.image(2, 6, 3, 4, 5);
    INDArray slices = x.castTo(DataType.DOUBLE).reshape(2, 6, 12, 5);
    INDArray epsilon = Comparison.image(x.shape());
    Pair<Gradient, INDArray> wanted =
        gradients(maps, slices, epsilon.castTo(DataType.DOUBLE).reshape(2, 6, 12, 5));
    Pair<Gradient, INDArray> found = gradients(volumes, x, epsilon);
    assertClose("input", wanted.getSecond(), found.getSecond());
    wanted
        .getFirst()
        .gradientForVariable()
        .forEach((name, value) -> assertClose(name, value, found.getFirst().getGradientFor(name)));
    assertClose("inference", maps.output(slices), volumes.output(x));
  }

  private static void assertExact(
      Layer layer, CNN2DFormat format, int examples, int channels, int height, int width) {
    assertExact(
        layer,
        InputType.convolutional(height, width, channels, format),
        format == CNN2DFormat.NCHW
            ? Comparison.image(examples, channels, height, width)
            : Comparison.image(examples, height, width, channels));
  }

  private static void assertExact(Layer layer, InputType type, INDArray x) {
    MultiLayerNetwork fast = network(layer, DataType.FLOAT, type);
    MultiLayerNetwork stock = network(layer, DataType.DOUBLE, type);
    assertEquals(1, Comparison.enable(fast, true).layers());
    INDArray noise = Nd4j.rand(DataType.FLOAT, fast.params().shape()).addi(0.3);
    fast.setParams(noise);
    stock.setParams(noise.castTo(DataType.DOUBLE));
    INDArray exact = x.castTo(DataType.DOUBLE);
    assertClose("inference", stock.output(exact), fast.output(x));
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    assertClose(
        "training",
        stock.getLayer(0).activate(exact, true, none),
        fast.getLayer(0).activate(x, true, none));
    if (layer instanceof FrozenLayer) {
      return; // what is before it is frozen, too
    }
    INDArray epsilon = Comparison.image(x.shape());
    Pair<Gradient, INDArray> wanted = gradients(stock, exact, epsilon.castTo(DataType.DOUBLE));
    Pair<Gradient, INDArray> found = gradients(fast, x, epsilon);
    assertClose("input", wanted.getSecond(), found.getSecond());
    Map<String, INDArray> parameters = wanted.getFirst().gradientForVariable();
    assertEquals(parameters.keySet(), found.getFirst().gradientForVariable().keySet());
    parameters.forEach(
        (name, value) -> assertClose(name, value, found.getFirst().getGradientFor(name)));
  }

  private static void assertClose(String what, INDArray expected, INDArray actual) {
    assertEquals(expected.length(), actual.length(), what);
    double largest = Math.max(1, expected.amaxNumber().doubleValue());
    INDArray same = actual.castTo(DataType.DOUBLE).reshape(expected.shape());
    double difference = expected.sub(same).amaxNumber().doubleValue();
    assertTrue(difference <= 1e-6 * largest, () -> what + " differs by " + difference / largest);
  }

  private static Pair<Gradient, INDArray> gradients(
      MultiLayerNetwork network, INDArray x, INDArray epsilon) {
    network.setInput(x);
    network.feedForward(true, false);
    return network.backpropGradient(epsilon.dup(), LayerWorkspaceMgr.noWorkspaces());
  }

  private static MultiLayerNetwork network(Layer layer, DataType data, InputType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(data)
                // DL4J's frozen normalization fails in workspaces.
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .list()
                .layer(layer.clone())
                .setInputType(type)
                .build());
    network.init();
    return network;
  }
}
