package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.loss.LossExpressions;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Every loss of the library inside whole networks, in our layer and in all of DL4J's that take a
 * loss: analytic against numerical gradients, and training that gets somewhere.
 */
class NetworkGradientTest {

  private static final int FEATURES = 2;

  private DataType globalType;

  @BeforeEach
  void useDouble() {
    globalType = Nd4j.dataType();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterEach
  void restoreType() {
    Nd4j.setDefaultDataTypes(globalType, globalType);
  }

  /** Every named loss of pixels, so that a new one is in, and a sum. */
  private static List<String> expressions() {
    List<String> expressions =
        new ArrayList<>(
            Losses.types().stream()
                .filter(type -> !BoxLoss.class.isAssignableFrom(type.lossClass()))
                .map(LossExpressions::shortest)
                .toList());
    expressions.add("2*dice(squared=false, batch=true) + cross-entropy(labelSmoothing=0.1)");
    return expressions;
  }

  private static Activation activation(String expression) {
    return Stream.of("binary", "quality", "varifocal").anyMatch(expression::startsWith)
        ? Activation.SIGMOID
        : Activation.SOFTMAX;
  }

  record Case(FeatureMaps maps, int batch, String loss) {

    MultiLayerNetwork network() {
      Layer layer =
          new SegmentationLossLayer.Builder(Losses.parse(loss))
              .activation(NetworkGradientTest.activation(loss))
              .build();
      return Networks.sequential(maps, layer, true, WorkspaceMode.ENABLED);
    }
  }

  static Stream<Case> cases() {
    return Stream.of(FeatureMaps.values())
        .flatMap(
            maps ->
                Stream.of(1, 3)
                    .flatMap(
                        batch -> expressions().stream().map(loss -> new Case(maps, batch, loss))));
  }

  static Stream<Case> batches() {
    return cases().filter(c -> c.batch > 1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void multiLayerNetwork(Case c) {
    assertGradients(c.network(), c.maps.random(c.batch, FEATURES), c.maps.oneHot(c.batch));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("batches")
  void computationGraph(Case c) {
    assertTrue(
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.GraphConfig()
                .net(c.network().toComputationGraph())
                .inputs(new INDArray[] {c.maps.random(c.batch, FEATURES)})
                .labels(new INDArray[] {c.maps.classIndices(c.batch)})
                .subset(true)
                .maxPerParam(2)
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-8)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)));
  }

  private static void assertGradients(MultiLayerNetwork network, INDArray input, INDArray labels) {
    assertTrue(
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.MLNConfig()
                .net(network)
                .input(input)
                .labels(labels)
                .subset(true)
                .maxPerParam(2)
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-8)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)));
  }

  /** DL4J's layers that take a loss, with networks and data to match. */
  enum BuiltIn {
    OUTPUT,
    LOSS,
    RNN_OUTPUT,
    CNN_LOSS,
    CNN_3D_LOSS;

    MultiLayerNetwork network(VisionLoss loss, Activation activation) {
      return switch (this) {
        case OUTPUT ->
            dense(
                new OutputLayer.Builder(loss)
                    .nOut(FeatureMaps.CLASSES)
                    .activation(activation)
                    .build());
        case LOSS -> dense(new LossLayer.Builder(loss).activation(activation).build());
        case RNN_OUTPUT ->
            maps(
                FeatureMaps.NCW,
                new RnnOutputLayer.Builder(loss)
                    .nOut(FeatureMaps.CLASSES)
                    .activation(activation)
                    .build());
        case CNN_LOSS ->
            maps(FeatureMaps.NCHW, new CnnLossLayer.Builder(loss).activation(activation).build());
        case CNN_3D_LOSS ->
            maps(
                FeatureMaps.NCDHW,
                new Cnn3DLossLayer.Builder(Convolution3D.DataFormat.NCDHW)
                    .lossFunction(loss)
                    .activation(activation)
                    .build());
      };
    }

    private static MultiLayerNetwork maps(FeatureMaps maps, Layer output) {
      return Networks.sequential(maps, output, true, WorkspaceMode.ENABLED);
    }

    private static MultiLayerNetwork dense(Layer output) {
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .seed(5)
                  .dataType(DataType.DOUBLE)
                  .updater(new Sgd(1))
                  .list()
                  .layer(
                      new DenseLayer.Builder()
                          .nOut(FeatureMaps.CLASSES)
                          .activation(Activation.TANH)
                          .build())
                  .layer(output)
                  .setInputType(InputType.feedForward(FEATURES))
                  .build());
      network.init();
      return network;
    }

    DataSet data(int batch) {
      return switch (this) {
        case OUTPUT, LOSS -> {
          // The pixels of one image as examples.
          FeatureMaps maps = FeatureMaps.NCW;
          long rows = batch * maps.spatial[0];
          INDArray features = maps.random(batch, FEATURES).permute(0, 2, 1).dup('c');
          INDArray labels = maps.oneHot(batch).permute(0, 2, 1).dup('c');
          yield new DataSet(
              features.reshape(rows, FEATURES), labels.reshape(rows, FeatureMaps.CLASSES));
        }
        case RNN_OUTPUT -> of(FeatureMaps.NCW, batch);
        case CNN_LOSS -> of(FeatureMaps.NCHW, batch);
        case CNN_3D_LOSS -> of(FeatureMaps.NCDHW, batch);
      };
    }

    private static DataSet of(FeatureMaps maps, int batch) {
      return new DataSet(maps.random(batch, FEATURES), maps.oneHot(batch));
    }
  }

  record BuiltInCase(BuiltIn layer, String loss) {}

  /** Losses that look at neighbors, which the rows that these layers make of pixels do not have. */
  private static final Set<String> OF_NEIGHBORS =
      Set.of("boundary", "cl-dice", "hausdorff", "nacl", "ssim", "total-variation");

  static Stream<BuiltInCase> builtInCases() {
    List<String> losses =
        expressions().stream()
            .filter(loss -> !OF_NEIGHBORS.contains(loss.replaceFirst("\\(.*", "")))
            .toList();
    return Stream.of(BuiltIn.values())
        .flatMap(layer -> losses.stream().map(loss -> new BuiltInCase(layer, loss)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("builtInCases")
  void builtInLayers(BuiltInCase c) {
    VisionLoss loss = Losses.parse(c.loss);
    for (int batch : new int[] {1, 3}) {
      MultiLayerNetwork network = c.layer.network(loss, activation(c.loss));
      DataSet data = c.layer.data(batch);
      assertGradients(network, data.getFeatures(), data.getLabels());
      double before = network.score(data);
      network.setLearningRate(0.05);
      for (int step = 0; step < 10; step++) {
        network.fit(data);
      }
      double after = network.score(data);
      // A prediction that crosses 0.5 makes Hausdorff's loss jump.
      assertTrue(
          c.loss.equals("hausdorff") || after < before,
          () -> "score " + before + " became " + after);
    }
  }
}
