package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.loss.Losses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * What holds for every head. A test class of a head names it and inherits all of this:
 *
 * <pre>{@code
 * class MyHeadTest extends BaseHeadTestCase {
 *   @Override
 *   protected HeadType type() {
 *     return MyHead.TYPE;
 *   }
 * }
 * }</pre>
 */
public abstract class BaseHeadTestCase {

  private static final int SIZE = 24;
  private static final int CLASSES = 3;
  private static final int IMAGES = 2;

  /** Two anchors on each level of a small head. */
  protected static final double[][][] SMALL_ANCHORS = {{{6, 6}, {12, 8}}, {{10, 16}, {20, 20}}};

  /** The head under test. */
  protected abstract HeadType type();

  /**
   * A builder for gradient checks on an image of 24 by 24 pixels with strides 4 and 8: few
   * predictions, and losses whose gradient is the derivative of their value, which that of CIoU is
   * by definition not.
   */
  protected HeadBuilder<?> smallBuilder() {
    return type().builder();
  }

  /** Options of the head's own that are not its defaults; JSON must keep them. */
  protected HeadBuilder<?> otherOptions() {
    return smallBuilder();
  }

  /** The head with its defaults, for images of 256 by 192 pixels. */
  protected final Head head() {
    return type()
        .builder()
        .classes(CLASSES)
        .imageWidth(256)
        .imageHeight(192)
        .strides(8, 16, 32)
        .build();
  }

  private Head smallHead() {
    return small(smallBuilder());
  }

  private static Head small(HeadBuilder<?> builder) {
    return builder.classes(CLASSES).imageWidth(SIZE).imageHeight(SIZE).strides(4, 8).build();
  }

  // ---- Boxes to numbers and back

  /**
   * What a head that knows all gives back is all there was, but for the objects it counts; a
   * neighbor's box may happen to fit those.
   */
  static int assertRoundTrip(Head head, List<List<ObjectBox>> images) {
    return assertRoundTrip(head, images, 0.95);
  }

  private static int assertRoundTrip(Head head, List<List<ObjectBox>> images, double iouThreshold) {
    DetectionDecoder decoder =
        DetectionDecoder.builder(head)
            .iouThreshold(iouThreshold)
            .candidates(100_000)
            .detections(100_000)
            .build();
    List<List<Detection>> decoded = decoder.decode(head.ideal(images));
    int missed = 0;
    for (int i = 0; i < images.size(); i++) {
      int lost = 0;
      for (ObjectBox object : images.get(i)) {
        int index = head.outputClass(object);
        boolean found =
            decoded.get(i).stream()
                .anyMatch(d -> d.classIndex() == index && d.box().iou(object.box()) > 0.99);
        lost += found || object.ignored() ? 0 : 1;
      }
      int counted = head.match(images.get(i)).missed();
      assertTrue(lost <= counted, "image " + i + ": " + lost + " lost, " + counted + " counted");
      missed += counted;
    }
    return missed;
  }

  @Test
  final void everyBoxComesBack() {
    Head head = head();
    Random random = new Random(1);
    List<List<ObjectBox>> images = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      images.add(Scenes.random(random, random.nextInt(20), 3, 256, 192, 16, 190));
    }
    assertEquals(0, assertRoundTrip(head, images));
  }

  /** Small objects on top of each other: those that find no place are counted. */
  @Test
  final void collisionsAreCounted() {
    Head head = head();
    Random random = new Random(2);
    List<ObjectBox> crowd = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      double x = 100 + random.nextDouble() * 10;
      double y = 100 + random.nextDouble() * 10;
      crowd.add(new ObjectBox(new Box(x, y, x + 9, y + 9), 0, false));
    }
    assertTrue(head.match(crowd).missed() > 0);
    assertTrue(assertRoundTrip(head, List.of(crowd), 1) < 2000);
    assertEquals(head.match(crowd).missed(), head.missed(List.of(crowd)));
  }

  // ---- Which predictions become detections

  /** Logits in steps of {@code step}: the larger it is the more scores are equal. */
  private static INDArray steps(Head head, double step) {
    Random random = new Random(3);
    Predictions predictions = Predictions.zeros(head, IMAGES);
    for (int image = 0; image < IMAGES; image++) {
      for (int i = 0; i < head.predictions(); i++) {
        for (HeadPart part : HeadPart.values()) {
          int width = part == HeadPart.QUALITY && !head.hasQuality() ? 0 : predictions.width(part);
          for (int k = 0; k < width; k++) {
            double number = 0.1 * random.nextDouble(); // no box leaves the image
            if (part != HeadPart.BOXES) {
              number = step * Math.rint((2 * random.nextGaussian() - 2) / step);
            }
            predictions.set(part, image, i, k, number);
          }
        }
      }
    }
    return predictions.toArray();
  }

  private static List<List<Detection>> decode(Head head, INDArray output, int candidates) {
    return DetectionDecoder.builder(head)
        .candidates(candidates)
        .iouThreshold(1)
        .detections(1_000_000)
        .build()
        .decode(output);
  }

  private static void assertBestAreTaken(Head head, INDArray output) {
    List<List<Detection>> all = decode(head, output, Integer.MAX_VALUE);
    for (int candidates : new int[] {1, 5, 128, 129, 300, 2000, 100_000}) {
      List<List<Detection>> some = decode(head, output, candidates);
      for (int image = 0; image < IMAGES; image++) {
        int size = Math.min(candidates, all.get(image).size());
        assertTrue(
            some.get(image).equals(all.get(image).subList(0, size)),
            "not the best of image " + image + " with " + candidates + " candidates");
      }
    }
  }

  @Test
  final void theBestAreTaken() {
    Head head = head();
    INDArray output = steps(head, 1e-3);
    List<Detection> first = decode(head, output, 1_000_000).get(0);
    assertTrue(first.size() > 300, first.size() + " boxes");
    assertTrue(first.stream().allMatch(d -> d.score() > 0.05));
    assertEquals(
        first.stream().sorted(Comparator.comparingDouble(d -> -d.score())).toList(), first);
    assertBestAreTaken(head, output);
  }

  @Test
  final void amongEqualsTheFirstAreTaken() {
    Head head = head();
    assertBestAreTaken(head, steps(head, 1));
    assertBestAreTaken(head, steps(head, 100)); // all logits are 0
  }

  @Test
  final void whatIsNotANumberIsNoBox() {
    Head head = head();
    INDArray output = steps(head, 100);
    output.slice(0).assign(Double.NaN);
    List<List<Detection>> found = decode(head, output, 100);
    assertEquals(List.of(), found.get(0));
    assertEquals(100, found.get(1).size());
  }

  // ---- Options

  /** What is not matched may not be lost: random objects, another seed every time. */
  @Test
  final void randomBoxesComeBack() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<List<ObjectBox>> images = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      images.add(Scenes.random(random, random.nextInt(12), CLASSES, 256, 192, 16, 190));
    }
    assertDoesNotThrow(() -> assertRoundTrip(head(), images, 1), "seed " + seed);
  }

  /** Numbers to a box and back are the same numbers. */
  @Test
  final void decodingIsTheInverseOfEncoding() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Head head = head();
    for (int i = 0; i < 200; i++) {
      int prediction = random.nextInt(head.predictions());
      double[] numbers = random.doubles(4, -3, 6).toArray();
      Box box = head.decode(prediction, numbers);
      assertTrue(box.area() > 0, "seed " + seed + ": " + box);
      assertArrayEquals(numbers, head.encode(prediction, box), 1e-6, "seed " + seed);
    }
  }

  @Test
  final void sameSeedSameLoss() {
    Head head = smallHead();
    INDArray output = steps(head, 1e-3);
    for (long seed : new long[] {0, 1, 77}) {
      var first = BatchLoss.of(head, images().subList(2, 4), output, null, seed, true);
      var again = BatchLoss.of(head, images().subList(2, 4), output, null, seed, true);
      assertArrayEquals(first.perExample(), again.perExample());
      assertEquals(first.gradient(), again.gradient());
    }
  }

  @Test
  final void partsAddUpToTheLoss() {
    Head head = smallHead();
    INDArray output = steps(head, 1e-3);
    List<List<ObjectBox>> images = images().subList(2, 4);
    Map<String, Double> parts = head.losses(BoxLabels.array(images), output);
    assertEquals(head.parts(), List.copyOf(parts.keySet()));
    double whole = BatchLoss.of(head, images, output, null, 0, false).sum() / images.size();
    double sum = parts.values().stream().mapToDouble(d -> d).sum();
    assertEquals(whole, sum, 1e-9 * whole);
  }

  @Test
  final void optionsSurviveJson() throws IOException {
    for (Head head : List.of(head(), smallHead(), small(otherOptions()))) {
      ObjectMapper mapper = NeuralNetConfiguration.mapper();
      String json = mapper.writeValueAsString(head);
      Head read = mapper.readValue(json, Head.class);
      assertEquals(head, read);
      assertEquals(head.hashCode(), read.hashCode());
      assertEquals(head.toString(), read.toString());
      assertEquals(json, mapper.writeValueAsString(read));
    }
    assertNotEquals(head(), smallHead());
  }

  @Test
  final void classesThatThereAreNotAreNamed() {
    if (type().tellsClasses()) {
      List<ObjectBox> objects = List.of(new ObjectBox(new Box(1, 1, 9, 9), CLASSES, false));
      String message =
          assertThrows(IllegalArgumentException.class, () -> head().match(objects)).getMessage();
      assertTrue(message.endsWith("is 3; allowed: 0 to 2"), message);
    }
  }

  @Test
  final void isKnownByName() {
    assertEquals(type(), Heads.REGISTRY.get(type().name()));
    assertEquals(type().tellsClasses(), head().tellsClasses());
    assertFalse(type().help().isBlank());
  }

  // ---- As the output layer of a network

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

  static ComputationGraph network(Head head, boolean miniBatch, WorkspaceMode workspaces) {
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

  static ComputationGraph network(Head head) {
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

  static INDArray features(int images) {
    return Nd4j.rand(DataType.DOUBLE, new long[] {images, 2, SIZE, SIZE}).muli(2).subi(1);
  }

  private static List<ObjectBox> objects(int seed, int count) {
    return Scenes.random(new Random(seed), count, CLASSES, SIZE, SIZE, 4, 22);
  }

  /** Objects few, none, many, and of those some ignored. */
  static List<List<ObjectBox>> images() {
    List<ObjectBox> mixed = new ArrayList<>(objects(3, 4));
    mixed.set(1, Scenes.ignored(mixed.get(1)));
    return List.of(objects(1, 2), List.of(), objects(2, 20), mixed);
  }

  static void assertGradients(ComputationGraph network, INDArray labels, INDArray mask) {
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

  @Test
  final void gradients() {
    Head head = smallHead();
    assertGradients(network(head), BoxLabels.array(images()), null);
  }

  @Test
  final void gradientsWithoutObjects() {
    Head head = smallHead();
    assertGradients(network(head), BoxLabels.array(List.of(List.of(), List.of())), null);
  }

  @Test
  final void gradientsWithMask() {
    Head head = smallHead();
    INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {0}, {0}, {0.5}});
    assertGradients(network(head), BoxLabels.array(images()), mask);
  }

  @Test
  final void scoreIsTheMeanOverTheImages() {
    Head head = smallHead();
    ComputationGraph network = network(head);
    MultiDataSet data = new MultiDataSet(features(4), BoxLabels.array(images()));
    INDArray scores = network.scoreExamples(data, false);
    assertArrayEquals(new long[] {4, 1}, scores.shape());
    assertEquals(network.score(data), scores.meanNumber().doubleValue(), 1e-9);
  }

  /** One division by all positives: an image weighs as much as it has, whatever else there is. */
  @Test
  final void imagesAddUp() {
    Head head = smallHead();
    ComputationGraph network = network(head);
    INDArray features = features(4);
    List<List<ObjectBox>> images = images();
    double sum = 0;
    int positives = 0;
    for (int i = 0; i < 4; i++) {
      int own = head.match(images.get(i)).foreground();
      MultiDataSet alone =
          new MultiDataSet(
              features.tensorAlongDimension(i, 1, 2, 3).reshape(1, 2, SIZE, SIZE),
              BoxLabels.array(images.subList(i, i + 1)));
      sum += network.score(alone) * Math.max(1, own);
      positives += own;
    }
    double together = network.score(new MultiDataSet(features, BoxLabels.array(images)));
    assertEquals(sum / positives, together, 1e-8 * together);
  }

  @Test
  final void copiesOfAnImageChangeNothing() {
    Head head = smallHead();
    INDArray one = features(1);
    List<ObjectBox> objects = objects(1, 3);
    ComputationGraph network = network(head);
    double score = network.score(new MultiDataSet(one, BoxLabels.array(List.of(objects))));
    double twice =
        network.score(
            new MultiDataSet(Nd4j.concat(0, one, one), BoxLabels.array(List.of(objects, objects))));
    assertEquals(score, twice, 1e-9 * score);
  }

  @Test
  final void maskedImagesDoNotCount() {
    Head head = smallHead();
    ComputationGraph network = network(head);
    INDArray features = features(2);
    List<List<ObjectBox>> images = List.of(objects(1, 3), objects(2, 9));
    INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {0}});
    MultiDataSet masked =
        new MultiDataSet(
            new INDArray[] {features},
            new INDArray[] {BoxLabels.array(images)},
            null,
            new INDArray[] {mask});
    MultiDataSet first =
        new MultiDataSet(
            features.tensorAlongDimension(0, 1, 2, 3).reshape(1, 2, SIZE, SIZE),
            BoxLabels.array(images.subList(0, 1)));
    assertEquals(network.score(first), network.score(masked), 1e-9);
  }

  /** Predictions inside of an ignored object cost nothing; elsewhere it changes nothing. */
  @Test
  final void ignoredObjectsAreNeitherPositiveNorNegative() {
    Head head = smallHead();
    ObjectBox object = objects(5, 1).get(0);
    Matches matches = head.match(List.of(Scenes.ignored(object)));
    assertEquals(0, matches.foreground());
    assertEquals(0, matches.missed());
    int ignored = 0;
    for (int p = 0; p < matches.predictions(); p++) {
      double x = head.levels().centerX(head.anchorGenerator().location(p));
      double y = head.levels().centerY(head.anchorGenerator().location(p));
      boolean inside =
          x >= object.box().left()
              && x <= object.box().right()
              && y >= object.box().top()
              && y <= object.box().bottom();
      assertEquals(inside ? Matches.IGNORED : Matches.BACKGROUND, matches.match(p));
      ignored += inside ? 1 : 0;
    }
    assertTrue(ignored > 0);
  }

  @Test
  final void workspacesChangeNothing() {
    Head head = smallHead();
    ComputationGraph with = network(head, true, WorkspaceMode.ENABLED);
    ComputationGraph without = network(head, true, WorkspaceMode.NONE);
    MultiDataSet data = new MultiDataSet(features(4).muli(0.1), BoxLabels.array(images()));
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

  @Test
  final void survivesSaving(@TempDir Path folder) throws IOException {
    Head head = smallHead();
    ComputationGraph network = network(head);
    ComputationGraphConfiguration conf = network.getConfiguration();
    assertEquals(conf, ComputationGraphConfiguration.fromJson(conf.toJson()));
    File file = folder.resolve("model.zip").toFile();
    ModelSerializer.writeModel(network, file, true);
    ComputationGraph read = ModelSerializer.restoreComputationGraph(file, true);
    MultiDataSet data = new MultiDataSet(features(4), BoxLabels.array(images()));
    assertEquals(network.score(data), read.score(data), 0);
    Head readHead = ((DetectionLossLayer) read.getLayer("output").conf().getLayer()).getHead();
    assertEquals(head, readHead);
    assertEquals(head.toString(), readHead.toString());
    assertEquals(head.boxLoss(), readHead.boxLoss());
  }

  @Test
  final void extremeOutputsCostFiniteNumbers() {
    Head head = smallHead();
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

  @Test
  final void lossesAreExpressions() {
    Head head = smallHead();
    assertEquals(head.classLoss(), Losses.parse(head.classLoss().toString()));
    assertEquals(head.boxLoss(), Losses.parse(head.boxLoss().toString()));
  }
}
