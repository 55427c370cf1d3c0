package org.dl4jvision.task.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.layer.detection.DetectionLossLayer;
import org.dl4jvision.layer.detection.FcosHead;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.LevelsVertex;
import org.dl4jvision.layer.detection.Matches;
import org.dl4jvision.task.gradient.Shares.Share;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** Gradients of a detector that is small enough to be differentiated weight by weight. */
class DetectorProbeTest {

  private static final int SIZE = 16;
  private static final double STEP = 1e-5;
  private static final List<String> CLASSES = List.of("a", "b");

  private static final List<List<ObjectBox>> OBJECTS =
      List.of(
          List.of(object(1, 2, 9, 8, 0), object(6, 6, 15, 15, 1)), List.of(object(4, 3, 12, 9, 1)));

  private static ObjectBox object(double left, double top, double right, double bottom, int c) {
    return new ObjectBox(new Box(left, top, right, bottom), c, false);
  }

  private final Head head =
      FcosHead.builder().classes(2).imageWidth(SIZE).imageHeight(SIZE).strides(4, 8).build();

  private final ComputationGraph network = network();
  private final INDArray images = images();
  private final INDArray labels = BoxLabels.array(OBJECTS);

  private ComputationGraph network() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .convolutionMode(ConvolutionMode.Same)
                .graphBuilder()
                .addInputs("input")
                .addLayer("fine", convolution(3, 4, 1, 2, Activation.TANH), "input")
                .addLayer("coarse", convolution(3, 2, 2, 2, Activation.TANH), "fine")
                .addLayer("a", convolution(1, 1, 2, head.channels(), Activation.IDENTITY), "fine")
                .addLayer("b", convolution(1, 1, 2, head.channels(), Activation.IDENTITY), "coarse")
                .addVertex("levels", new LevelsVertex(), "a", "b")
                .addLayer("output", new DetectionLossLayer.Builder(head).build(), "levels")
                .setOutputs("output")
                .setInputTypes(InputType.convolutional(SIZE, SIZE, 1))
                .build());
    graph.init();
    return graph;
  }

  private static ConvolutionLayer convolution(
      int kernel, int stride, int in, int out, Activation activation) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .stride(stride, stride)
        .nIn(in)
        .nOut(out)
        .activation(activation)
        .build();
  }

  private static INDArray images() {
    Random random = new Random(1);
    double[] values = new double[OBJECTS.size() * SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Nd4j.createFromArray(values).reshape(OBJECTS.size(), 1, SIZE, SIZE);
  }

  private DetectorGradients facts() {
    DetectorProbe probe = new DetectorProbe(network, CLASSES);
    probe.add(images, labels);
    return probe.facts();
  }

  /** The derivative of each part by every weight. */
  private Map<String, double[]> byWeights() {
    INDArray weights = network.params();
    Map<String, double[]> all = new HashMap<>();
    for (int i = 0; i < weights.length(); i++) {
      int at = i;
      double before = weights.getDouble(i);
      weights.putScalar(i, before + STEP);
      Map<String, Double> above = head.losses(labels, network.outputSingle(images));
      weights.putScalar(i, before - STEP);
      Map<String, Double> below = head.losses(labels, network.outputSingle(images));
      weights.putScalar(i, before);
      above.forEach(
          (part, loss) ->
              all.computeIfAbsent(part, key -> new double[(int) weights.length()])[at] =
                  (loss - below.get(part)) / (2 * STEP));
    }
    return all;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  @Test
  void partsAgreeWithDifferences() {
    WeightFacts facts = facts().weights();
    Map<String, double[]> expected = byWeights();
    List<String> names = facts.names();
    assertEquals(List.of("classes", "boxes", "quality"), names);
    for (int i = 0; i < names.size(); i++) {
      double[] one = expected.get(names.get(i));
      double norm = Math.sqrt(dot(one, one));
      assertEquals(norm, facts.ofTerms().get(i).norm(), 1e-5 * norm, names.get(i));
      for (int j = 0; j < i; j++) {
        double[] other = expected.get(names.get(j));
        double cosine = dot(one, other) / norm / Math.sqrt(dot(other, other));
        assertEquals(cosine, facts.cosine(i, j), 1e-5);
      }
    }
  }

  /** The output's numbers moved one by one, and put into groups by what they should see. */
  @Test
  void sharesAgreeWithDifferences() {
    INDArray output = network.outputSingle(images);
    int locations = head.levels().locations();
    double[] byClass = new double[1 + CLASSES.size()];
    double[] byLevel = new double[2];
    for (int image = 0; image < OBJECTS.size(); image++) {
      Matches matches = head.match(OBJECTS.get(image));
      for (int location = 0; location < locations; location++) {
        double pull = 0;
        for (int channel = 0; channel < head.channels(); channel++) {
          pull += Math.abs(derivative(output, image, channel, location));
        }
        // A head without anchors has a prediction a location.
        byClass[matches.isForeground(location) ? 1 + matches.object(location).classIndex() : 0] +=
            pull;
        byLevel[head.levels().level(location)] += pull;
      }
    }
    Map<String, List<Share>> shares = facts().whole().shares();
    assertShares(byClass, shares.get("class"));
    assertShares(byLevel, shares.get("level"));
    double objects = byClass[1] + byClass[2];
    assertShares(new double[] {objects, byClass[0]}, shares.get("what should be seen"));
    double all =
        shares.get("score of what is true").stream()
            .mapToDouble(Share::amount)
            .filter(Double::isFinite)
            .sum();
    assertEquals(1, all, 1e-9);
    assertTrue(byClass[1] > 0 && byClass[2] > 0);
  }

  private double derivative(INDArray output, int image, int channel, int location) {
    double before = output.getDouble(image, channel, location);
    output.putScalar(new int[] {image, channel, location}, before + STEP);
    double above = sum(head.losses(labels, output));
    output.putScalar(new int[] {image, channel, location}, before - STEP);
    double below = sum(head.losses(labels, output));
    output.putScalar(new int[] {image, channel, location}, before);
    return (above - below) / (2 * STEP);
  }

  private static double sum(Map<String, Double> losses) {
    return losses.values().stream().mapToDouble(loss -> loss).sum();
  }

  private static void assertShares(double[] amounts, List<Share> found) {
    double all = 0;
    for (double amount : amounts) {
      all += amount;
    }
    assertEquals(amounts.length, found.size());
    for (int i = 0; i < amounts.length; i++) {
      assertEquals(amounts[i] / all, found.get(i).amount(), 1e-6, found.get(i).name());
    }
  }

  @Test
  void withoutABatchThereIsNothing() {
    assertThrows(IllegalStateException.class, new DetectorProbe(network, CLASSES)::facts);
  }
}
