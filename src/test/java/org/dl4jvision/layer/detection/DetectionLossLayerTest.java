package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.loss.Losses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Every head as the output layer of a network of two levels. */
class DetectionLossLayerTest {

  private static final int SIZE = 24;
  private static final int CLASSES = 3;

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

  /**
   * Fewer anchors than by default, and no CIoU, whose gradient is by definition not the derivative
   * of its value.
   */
  static Stream<Head> heads() {
    double[][][] anchors = {{{6, 6}, {12, 8}}, {{10, 16}, {20, 20}}};
    return Stream.<Head.Builder<?>>of(
            FcosHead.builder(),
            RetinaHead.builder().anchors(anchors),
            YoloHead.builder().anchors(anchors).boxLoss(Losses.parse("giou + 0.5*l1")),
            RpnHead.builder().anchors(anchors).samples(32))
        .map(b -> b.classes(CLASSES).imageWidth(SIZE).imageHeight(SIZE).strides(4, 8).build());
  }

  private static ComputationGraph network(Head head, boolean miniBatch, WorkspaceMode workspaces) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(1))
                .miniBatch(miniBatch)
                .convolutionMode(ConvolutionMode.Same)
                .trainingWorkspaceMode(workspaces)
                .inferenceWorkspaceMode(workspaces)
                .graphBuilder()
                .addInputs("input")
                .addLayer("fine", convolution(2, 4, 4, Activation.TANH), "input")
                .addLayer("coarse", convolution(4, 4, 2, Activation.TANH), "fine")
                .addLayer(
                    "fineOut", convolution(4, head.channels(), 1, Activation.IDENTITY), "fine")
                .addLayer(
                    "coarseOut", convolution(4, head.channels(), 1, Activation.IDENTITY), "coarse")
                .addVertex("levels", new LevelsVertex(), "fineOut", "coarseOut")
                .addLayer("output", new DetectionLossLayer.Builder(head).build(), "levels")
                .setOutputs("output")
                .setInputTypes(InputType.convolutional(SIZE, SIZE, 2))
                .build());
    graph.init();
    return graph;
  }

  private static ComputationGraph network(Head head) {
    return network(head, true, WorkspaceMode.ENABLED);
  }

  private static ConvolutionLayer convolution(int in, int out, int stride, Activation activation) {
    return new ConvolutionLayer.Builder(3, 3)
        .stride(stride, stride)
        .nIn(in)
        .nOut(out)
        .activation(activation)
        .build();
  }

  private static INDArray features(int images) {
    return Nd4j.rand(DataType.DOUBLE, new long[] {images, 2, SIZE, SIZE}).muli(2).subi(1);
  }

  private static List<ObjectBox> objects(int seed, int count) {
    return Scenes.random(new Random(seed), count, CLASSES, SIZE, SIZE, 4, 22);
  }

  /** Objects few, none, many, and of those some ignored. */
  private static List<List<ObjectBox>> images() {
    List<ObjectBox> mixed = new ArrayList<>(objects(3, 4));
    mixed.set(1, Scenes.ignored(mixed.get(1)));
    return List.of(objects(1, 2), List.of(), objects(2, 20), mixed);
  }

  private static void assertGradients(ComputationGraph network, INDArray labels, INDArray mask) {
    Nd4j.getRandom().setSeed(11);
    assertTrue(
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.GraphConfig()
                .net(network)
                .inputs(new INDArray[] {features((int) labels.size(0))})
                .labels(new INDArray[] {labels})
                .labelMask(mask == null ? null : new INDArray[] {mask})
                .subset(true)
                .maxPerParam(2)
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-7)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void gradients(Head head) {
    assertGradients(network(head), DetectionIterator.labels(images()), null);
  }

  @ParameterizedTest
  @MethodSource("heads")
  void gradientsWithoutObjects(Head head) {
    assertGradients(network(head), DetectionIterator.labels(List.of(List.of(), List.of())), null);
  }

  @ParameterizedTest
  @MethodSource("heads")
  void gradientsWithMask(Head head) {
    INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {0}, {0}, {0.5}});
    assertGradients(network(head), DetectionIterator.labels(images()), mask);
  }

  /** Not of every head: it is the layer that sums or averages. */
  @Test
  void gradientsOfSums() {
    Head head = heads().findFirst().orElseThrow();
    assertGradients(
        network(head, false, WorkspaceMode.NONE), DetectionIterator.labels(images()), null);
  }

  @ParameterizedTest
  @MethodSource("heads")
  void scoreIsTheMeanOverTheImages(Head head) {
    ComputationGraph network = network(head);
    MultiDataSet data = new MultiDataSet(features(4), DetectionIterator.labels(images()));
    INDArray scores = network.scoreExamples(data, false);
    assertArrayEquals(new long[] {4, 1}, scores.shape());
    assertEquals(network.score(data), scores.meanNumber().doubleValue(), 1e-9);
  }

  /** One division by all positives: an image weighs as much as it has, whatever else there is. */
  @ParameterizedTest
  @MethodSource("heads")
  void imagesAddUp(Head head) {
    ComputationGraph network = network(head);
    INDArray features = features(4);
    List<List<ObjectBox>> images = images();
    double sum = 0;
    int positives = 0;
    for (int i = 0; i < 4; i++) {
      int own = head.encode(images.get(i)).positives();
      MultiDataSet alone =
          new MultiDataSet(
              features.tensorAlongDimension(i, 1, 2, 3).reshape(1, 2, SIZE, SIZE),
              DetectionIterator.labels(images.subList(i, i + 1)));
      sum += network.score(alone) * Math.max(1, own);
      positives += own;
    }
    double together = network.score(new MultiDataSet(features, DetectionIterator.labels(images)));
    assertEquals(sum / positives, together, 1e-8 * together);
  }

  @ParameterizedTest
  @MethodSource("heads")
  void copiesOfAnImageChangeNothing(Head head) {
    INDArray one = features(1);
    List<ObjectBox> objects = objects(1, 3);
    ComputationGraph network = network(head);
    double score = network.score(new MultiDataSet(one, DetectionIterator.labels(List.of(objects))));
    double twice =
        network.score(
            new MultiDataSet(
                Nd4j.concat(0, one, one), DetectionIterator.labels(List.of(objects, objects))));
    assertEquals(score, twice, 1e-9 * score);
  }

  @ParameterizedTest
  @MethodSource("heads")
  void maskedImagesDoNotCount(Head head) {
    ComputationGraph network = network(head);
    INDArray features = features(2);
    List<List<ObjectBox>> images = List.of(objects(1, 3), objects(2, 9));
    INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {0}});
    MultiDataSet masked =
        new MultiDataSet(
            new INDArray[] {features},
            new INDArray[] {DetectionIterator.labels(images)},
            null,
            new INDArray[] {mask});
    MultiDataSet first =
        new MultiDataSet(
            features.tensorAlongDimension(0, 1, 2, 3).reshape(1, 2, SIZE, SIZE),
            DetectionIterator.labels(images.subList(0, 1)));
    assertEquals(network.score(first), network.score(masked), 1e-9);
  }

  /** Predictions inside of an ignored object cost nothing; elsewhere it changes nothing. */
  @ParameterizedTest
  @MethodSource("heads")
  void ignoredObjectsAreNeitherPositiveNorNegative(Head head) {
    ObjectBox object = objects(5, 1).get(0);
    Targets targets = head.encode(List.of(Scenes.ignored(object)));
    assertEquals(0, targets.positives());
    assertEquals(0, targets.missed());
    int ignored = 0;
    for (int p = 0; p < targets.predictions(); p++) {
      double x = head.levels().centerX(head.location(p));
      double y = head.levels().centerY(head.location(p));
      boolean inside =
          x >= object.box().left()
              && x <= object.box().right()
              && y >= object.box().top()
              && y <= object.box().bottom();
      assertEquals(inside ? Targets.IGNORED : Targets.NEGATIVE, targets.owner(p));
      ignored += inside ? 1 : 0;
    }
    assertTrue(ignored > 0);
  }

  @ParameterizedTest
  @MethodSource("heads")
  void workspacesChangeNothing(Head head) {
    ComputationGraph with = network(head, true, WorkspaceMode.ENABLED);
    ComputationGraph without = network(head, true, WorkspaceMode.NONE);
    MultiDataSet data = new MultiDataSet(features(4).muli(0.1), DetectionIterator.labels(images()));
    with.setLearningRate(0.01);
    without.setLearningRate(0.01);
    INDArray before = with.params().dup();
    for (int i = 0; i < 3; i++) {
      with.fit(data);
      without.fit(data);
    }
    assertEquals(without.params(), with.params());
    assertNotEquals(before, with.params());
    assertEquals(without.outputSingle(data.getFeatures(0)), with.outputSingle(data.getFeatures(0)));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void survivesSaving(Head head, @TempDir Path folder) throws IOException {
    ComputationGraph network = network(head);
    ComputationGraphConfiguration conf = network.getConfiguration();
    assertEquals(conf, ComputationGraphConfiguration.fromJson(conf.toJson()));
    File file = folder.resolve("model.zip").toFile();
    ModelSerializer.writeModel(network, file, true);
    ComputationGraph read = ModelSerializer.restoreComputationGraph(file, true);
    MultiDataSet data = new MultiDataSet(features(4), DetectionIterator.labels(images()));
    assertEquals(network.score(data), read.score(data), 0);
    Head readHead = ((DetectionLossLayer) read.getLayer("output").conf().getLayer()).getHead();
    assertEquals(head, readHead);
    assertEquals(head.toString(), readHead.toString());
    assertEquals(head.boxLoss(), readHead.boxLoss());
  }

  @ParameterizedTest
  @MethodSource("heads")
  void extremeOutputsCostFiniteNumbers(Head head) {
    List<List<ObjectBox>> images = images().subList(2, 3);
    for (double value : new double[] {-1000, -100, 100, 1000}) {
      for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
        INDArray output =
            Nd4j.valueArrayOf(
                new long[] {1, head.channels(), head.levels().locations()}, value, type);
        var evaluation = BatchLoss.of(head, images, output, null, 0, true);
        assertTrue(Double.isFinite(evaluation.perExample()[0]), value + " " + type);
        assertTrue(Double.isFinite(evaluation.gradient().sumNumber().doubleValue()), "gradient");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void badLabelsAndMasksAreNamed(Head head) {
    ComputationGraph network = network(head);
    INDArray features = features(1);
    for (double[] row :
        new double[][] {
          {3, 3, 2, 9, 0, 0},
          {3, 3, 9, Double.NaN, 0, 0},
          {1, 1, 9, 9, 0.5, 0},
          {1, 1, Double.POSITIVE_INFINITY, 9, 0, 0},
        }) {
      INDArray labels = Nd4j.createFromArray(new double[][][] {{row}});
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> network.score(new MultiDataSet(features, labels)))
              .getMessage();
      assertTrue(message.contains("object 0 of image 0"), message);
    }
    INDArray flat = Nd4j.zeros(1, 6);
    assertThrows(
        IllegalArgumentException.class, () -> network.score(new MultiDataSet(features, flat)));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void lossesAreExpressions(Head head) {
    assertEquals(head.classLoss(), Losses.parse(head.classLoss().toString()));
    assertEquals(head.boxLoss(), Losses.parse(head.boxLoss().toString()));
  }
}
