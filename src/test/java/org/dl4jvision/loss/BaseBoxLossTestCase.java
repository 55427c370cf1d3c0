package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestArrays.assertClose;
import static org.dl4jvision.loss.TestArrays.assertFinite;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** What must hold for every loss of boxes. A subclass names the instances to test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BaseBoxLossTestCase {

  private static final IActivation IDENTITY = new ActivationIdentity();

  /** Predicted and true boxes between which every loss is smooth. */
  private static final double[][][] SMOOTH = {
    {{0, 0, 4, 3}, {1, 1, 5, 4.5}}, // overlapping
    {{1, 1, 3, 5}, {0.5, 2, 4, 4.2}}, // crossing
    {{0, 0, 2, 2}, {5, 4.5, 7, 6}}, // apart
    {{0, 0, 2, 2}, {5, 0.2, 7, 1.5}}, // apart in one direction
    {{1, 1, 2, 2.5}, {0, 0, 5, 6}}, // inside
    {{0, 0, 5, 6}, {1.5, 1, 2, 2.5}}, // around
    {{-0.7, -0.2, 0.1, 0.9}, {-0.5, -0.4, 0.3, 0.6}}, // below zero
    {{0.11, 0.12, 0.13, 0.15}, {0.115, 0.11, 0.14, 0.145}}, // small, as shares of an image
    {{100, 120, 300, 260}, {90, 140, 280, 300}}, // in pixels
  };

  /** Boxes at which losses have kinks or nothing to divide by. */
  private static final double[][][] HARD = {
    {{1, 1, 3, 4}, {1, 1, 3, 4}}, // identical
    {{0, 0, 1, 1}, {1, 0, 2, 1}}, // touching at a side
    {{0, 0, 1, 1}, {1, 1, 2, 2}}, // touching at a corner
    {{0, 0, 2, 2}, {0, 0, 4, 4}}, // inside, sharing a corner
    {{1, 1, 3, 3}, {0, 0, 4, 4}}, // the same centre
    {{1, 1, 1, 1}, {0, 0, 4, 4}}, // a point
    {{1, 1, 1, 3}, {0, 0, 4, 4}}, // a line
    {{1, 1, 1, 1}, {1, 1, 1, 1}}, // the same point
    {{1, 1, 1, 1}, {2, 3, 2, 3}}, // two points
    {{0, 0, 4, 4}, {1, 1, 1, 1}}, // around a point
    {{3, 3, 1, 1}, {0, 0, 4, 4}}, // reversed
    {{3, 1, 1, 3}, {0, 0, 4, 4}}, // reversed in one direction
    {{3, 3, 1, 1}, {4, 4, 0, 0}}, // both reversed
    {{5, 5, 2, 2}, {3, 3, 1, 1}},
    {{0, 0, 1e-20, 1e-20}, {0, 0, 2e-20, 1e-20}}, // next to nothing
    {{0, 0, 1e-40, 1e-40}, {0, 0, 1, 1}},
    {{0, 0, 1e9, 1e9}, {1e9, 0, 2e9, 1}}, // huge
  };

  /** Losses with the default format. */
  abstract List<BoxLoss> losses();

  /** The largest possible loss of boxes that are not reversed. */
  abstract double largest();

  /** The loss in a format. */
  abstract BoxLoss of(BoxFormat format);

  /**
   * The number whose derivative the gradient at {@code center} is: the score, unless something is
   * held constant.
   */
  double differentiated(BoxLoss loss, double[] prediction, double[] target, double[] center) {
    return loss.computeScore(row(target), row(prediction), IDENTITY, null, false);
  }

  static INDArray row(double... box) {
    return Nd4j.createFromArray(box).reshape(1, 4);
  }

  private static INDArray rows(double[][][] pairs, int which) {
    return Nd4j.createFromArray(Arrays.stream(pairs).map(p -> p[which]).toArray(double[][]::new));
  }

  private static final INDArray PREDICTIONS = rows(SMOOTH, 0);
  private static final INDArray LABELS = rows(SMOOTH, 1);

  private Evaluation evaluate(BoxLoss loss, INDArray mask) {
    return loss.evaluate(LABELS, PREDICTIONS, IDENTITY, mask, true);
  }

  // ---- values and gradients

  @Test
  void gradientIsTheDerivative() {
    for (BoxLoss loss : losses()) {
      for (double[][] pair : SMOOTH) {
        assertGradient(loss, pair[0], pair[1]);
      }
    }
    for (BoxFormat format : BoxFormat.values()) {
      for (double[][] pair : SMOOTH) {
        assertGradient(of(format), given(format, pair[0]), given(format, pair[1]));
      }
    }
  }

  private static double[] given(BoxFormat format, double[] edges) {
    return BoxFormat.XYXY.convert(edges, format);
  }

  private void assertGradient(BoxLoss loss, double[] prediction, double[] target) {
    double[] gradient =
        loss.computeGradient(row(target), row(prediction), IDENTITY, null).data().asDouble();
    double step = 1e-5 * Math.max(Math.abs(prediction[3]), Math.abs(prediction[2]));
    for (int i = 0; i < 4; i++) {
      double[] moved = prediction.clone();
      moved[i] += step;
      double up = differentiated(loss, moved, target, prediction);
      moved[i] = prediction[i] - step;
      double down = differentiated(loss, moved, target, prediction);
      double quotient = (up - down) / (2 * step);
      double error = Math.abs(quotient - gradient[i]);
      int at = i;
      assertTrue(
          error <= 1e-8 || error <= 1e-5 * (Math.abs(quotient) + Math.abs(gradient[i])),
          () ->
              String.format(
                  "%s of %s for %s, number %d: gradient %s, difference quotient %s",
                  loss,
                  Arrays.toString(prediction),
                  Arrays.toString(target),
                  at,
                  gradient[at],
                  quotient));
    }
  }

  @Test
  void everythingIsFinite() {
    for (BoxFormat format : BoxFormat.values()) {
      List<BoxLoss> all = new ArrayList<>(losses());
      all.add(of(format));
      all.add(withoutEpsilon());
      for (BoxLoss loss : all) {
        for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
          for (double[][][] pairs : List.of(SMOOTH, HARD)) {
            INDArray labels = rows(pairs, 1);
            INDArray predictions = rows(pairs, 0).castTo(type);
            Evaluation e = loss.evaluate(labels, predictions, IDENTITY, null, true);
            for (int i = 0; i < pairs.length; i++) {
              String name = loss + " of " + Arrays.deepToString(pairs[i]);
              assertTrue(Double.isFinite(e.perExample()[i]), name);
              assertFinite(e.gradient().getRow(i), name);
            }
          }
        }
      }
    }
  }

  private BoxLoss withoutEpsilon() {
    String text = losses().get(0).toString();
    String name = text.contains("(") ? text.substring(0, text.indexOf('(')) : text;
    return (BoxLoss) Losses.parse(name + "(epsilon=0)");
  }

  @Test
  void theSameBoxCostsNothing() {
    BoxLoss loss = of(BoxFormat.XYXY);
    double[] box = {1, 2, 5, 4.5};
    Evaluation e = loss.evaluate(row(box), row(box), IDENTITY, null, true);
    assertEquals(0, e.perExample()[0], 1e-6, loss::toString);
    assertClose(Nd4j.zeros(1, 4), e.gradient(), 1e-6, loss.toString());
  }

  @Test
  void isWithinItsRange() {
    Random random = new Random(3);
    for (BoxLoss loss : losses()) {
      for (int i = 0; i < 300; i++) {
        double[] boxes = random.doubles(8, 0, 10).toArray();
        double[] a = {boxes[0], boxes[1], boxes[0] + boxes[2], boxes[1] + boxes[3]};
        double[] b = {boxes[4], boxes[5], boxes[4] + boxes[6], boxes[5] + boxes[7]};
        double value = loss.computeScore(row(b), row(a), IDENTITY, null, true);
        assertTrue(value >= 0 && value <= largest(), () -> loss + " is " + value);
      }
    }
  }

  @Test
  void formatsSayTheSame() {
    double[] expected = evaluate(of(BoxFormat.XYXY), null).perExample();
    for (BoxFormat format : BoxFormat.values()) {
      INDArray predictions = converted(PREDICTIONS, format);
      INDArray labels = converted(LABELS, format);
      double[] values =
          of(format).evaluate(labels, predictions, IDENTITY, null, false).perExample();
      assertArrayEquals(expected, values, 1e-9, format.toString());
    }
  }

  private static INDArray converted(INDArray edges, BoxFormat format) {
    double[] numbers = BoxFormat.XYXY.convert(edges.dup('c').data().asDouble(), format);
    return Nd4j.createFromArray(numbers).reshape(edges.shape());
  }

  @Test
  void otherActivationsAreDifferentiatedThrough() {
    BoxLoss loss = of(BoxFormat.CXCYWH);
    INDArray logits = Nd4j.createFromArray(0.3, -0.2, -0.4, 0.5, -1, 1, -0.5, 0.1).reshape(2, 4);
    INDArray labels = Nd4j.createFromArray(0.5, 0.42, 0.3, 0.45, 0.3, 0.6, 0.4, 0.35).reshape(2, 4);
    for (IActivation activation : List.of(new ActivationSigmoid(), new ActivationTanH())) {
      INDArray output = activation.getActivation(logits.dup(), true);
      INDArray byOutput = loss.computeGradient(labels, output, IDENTITY, null);
      INDArray expected = activation.backprop(logits.dup(), byOutput).getFirst();
      assertClose(
          expected, loss.computeGradient(labels, logits, activation, null), 1e-10, "" + activation);
      assertEquals(
          loss.computeScore(labels, output, IDENTITY, null, true),
          loss.computeScore(labels, logits, activation, null, true),
          1e-12);
    }
  }

  // ---- masks and batches

  @Test
  void maskWeighsRows() {
    double[] weights = IntStream.range(0, SMOOTH.length).mapToDouble(i -> i % 3 * 0.75).toArray();
    INDArray mask = Nd4j.createFromArray(weights).reshape(SMOOTH.length, 1);
    for (BoxLoss loss : losses()) {
      Evaluation all = evaluate(loss, null);
      Evaluation masked = evaluate(loss, mask);
      for (int i = 0; i < weights.length; i++) {
        assertEquals(weights[i] * all.perExample()[i], masked.perExample()[i], 1e-12);
      }
      assertClose(all.gradient().mulColumnVector(mask), masked.gradient(), 1e-12, loss.toString());
    }
  }

  @Test
  void maskedRowsMayHoldAnything() {
    INDArray mask = Nd4j.createFromArray(0.0, 1.0).reshape(2, 1);
    INDArray predictions =
        Nd4j.createFromArray(Double.NaN, 0, Double.NaN, 1, 0, 0, 1, 1).reshape(2, 4);
    INDArray labels = Nd4j.createFromArray(0.0, 0, 0, 0, 0, 0, 1, 1.5).reshape(2, 4);
    for (BoxLoss loss : losses()) {
      Evaluation e = loss.evaluate(labels, predictions, IDENTITY, mask, true);
      assertEquals(0, e.perExample()[0]);
      assertEquals(0, e.gradient().getRow(0).amaxNumber().doubleValue());
      assertTrue(e.perExample()[1] > 0);
    }
  }

  @Test
  void rowsDoNotKnowOfEachOther() {
    for (BoxLoss loss : losses()) {
      Evaluation all = evaluate(loss, null);
      for (int i = 0; i < SMOOTH.length; i++) {
        Evaluation one = loss.evaluate(row(SMOOTH[i][1]), row(SMOOTH[i][0]), IDENTITY, null, true);
        assertEquals(one.perExample()[0], all.perExample()[i], 1e-12);
        assertClose(one.gradient(), all.gradient().getRow(i).reshape(1, 4), 1e-12, "row " + i);
      }
    }
  }

  @Test
  void theFourMethodsAgree() {
    for (BoxLoss loss : losses()) {
      double sum = loss.computeScore(LABELS, PREDICTIONS, IDENTITY, null, false);
      INDArray each = loss.computeScoreArray(LABELS, PREDICTIONS, IDENTITY, null);
      assertArrayEquals(new long[] {SMOOTH.length, 1}, each.shape());
      assertEquals(sum, each.sumNumber().doubleValue(), 1e-9);
      var both = loss.computeGradientAndScore(LABELS, PREDICTIONS, IDENTITY, null, true);
      assertEquals(sum / SMOOTH.length, both.getFirst(), 1e-12);
      assertEquals(loss.computeGradient(LABELS, PREDICTIONS, IDENTITY, null), both.getSecond());
    }
  }

  @Test
  void sumsAddUp() {
    BoxLoss loss = losses().get(0);
    VisionLoss sum = Losses.parse("2*" + loss + " + 0.5*l1");
    Evaluation ours = evaluate(loss, null);
    Evaluation l1 = new LossMeanL1().evaluate(LABELS, PREDICTIONS, IDENTITY, null, true);
    Evaluation both = sum.evaluate(LABELS, PREDICTIONS, IDENTITY, null, true);
    for (int i = 0; i < SMOOTH.length; i++) {
      assertEquals(
          2 * ours.perExample()[i] + 0.5 * l1.perExample()[i], both.perExample()[i], 1e-10);
    }
    INDArray expected = ours.gradient().mul(2).add(l1.gradient().mul(0.5));
    assertClose(expected, both.gradient(), 1e-10, sum.toString());
  }

  // ---- types and layouts

  @Test
  void floatIsCloseToDouble() {
    for (BoxLoss loss : losses()) {
      Evaluation exact = evaluate(loss, null);
      INDArray floats = PREDICTIONS.castTo(DataType.FLOAT);
      for (DataType labels : List.of(DataType.FLOAT, DataType.DOUBLE)) {
        Evaluation e = loss.evaluate(LABELS.castTo(labels), floats, IDENTITY, null, true);
        assertEquals(DataType.FLOAT, e.gradient().dataType());
        assertArrayEquals(exact.perExample(), e.perExample(), 1e-4, loss::toString);
        INDArray size = exact.gradient().norm2(true, 1).add(1e-3);
        INDArray difference = e.gradient().castTo(DataType.DOUBLE).sub(exact.gradient());
        assertTrue(difference.divColumnVector(size).amaxNumber().doubleValue() < 1e-3);
      }
      Evaluation half =
          loss.evaluate(
              row(1, 1, 5, 4.5), row(0, 0, 4, 3).castTo(DataType.HALF), IDENTITY, null, true);
      assertEquals(exact.perExample()[0], half.perExample()[0], 1e-3);
      assertEquals(DataType.HALF, half.gradient().dataType());
    }
  }

  @Test
  void layoutsGiveTheSame() {
    for (BoxLoss loss : losses()) {
      Evaluation expected = evaluate(loss, null);
      INDArray wide = Nd4j.concat(1, LABELS, PREDICTIONS);
      INDArray view = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(4, 8));
      for (INDArray predictions : List.of(PREDICTIONS.dup('f'), view)) {
        Evaluation e = loss.evaluate(LABELS.dup('f'), predictions, IDENTITY, null, true);
        assertArrayEquals(expected.perExample(), e.perExample(), 1e-12);
        assertClose(expected.gradient(), e.gradient(), 1e-12, loss.toString());
      }
    }
  }

  @Test
  void argumentsAreNotChanged() {
    for (BoxLoss loss : losses()) {
      for (IActivation activation : List.of(IDENTITY, new ActivationTanH())) {
        INDArray predictions = PREDICTIONS.dup();
        INDArray labels = LABELS.dup();
        INDArray mask = Nd4j.ones(SMOOTH.length, 1);
        loss.computeGradientAndScore(labels, predictions, activation, mask, true);
        assertEquals(PREDICTIONS, predictions);
        assertEquals(LABELS, labels);
        assertEquals(Nd4j.ones(SMOOTH.length, 1), mask);
      }
    }
  }

  @Test
  void workspacesAreLeftAlone() {
    WorkspaceConfiguration conf = WorkspaceConfiguration.builder().initialSize(1 << 20).build();
    for (BoxLoss loss : losses()) {
      INDArray expected = loss.computeGradient(LABELS, PREDICTIONS, IDENTITY, null);
      for (int i = 0; i < 3; i++) {
        try (MemoryWorkspace ws =
            Nd4j.getWorkspaceManager().getAndActivateWorkspace(conf, "BOX_LOSS_TEST")) {
          INDArray gradient = loss.computeGradient(LABELS, PREDICTIONS, IDENTITY, null);
          assertTrue(gradient.isAttached(), "the gradient belongs to the caller's workspace");
          assertEquals(expected, gradient);
        }
      }
    }
  }

  @Test
  void eightThreadsMayShareOne() {
    for (BoxLoss loss : losses()) {
      INDArray expected = loss.computeGradient(LABELS, PREDICTIONS, IDENTITY, null);
      assertAll(
          IntStream.range(0, 8)
              .parallel()
              .mapToObj(i -> loss.computeGradient(LABELS, PREDICTIONS, IDENTITY, null))
              .map(gradient -> () -> assertEquals(expected, gradient)));
    }
  }

  // ---- options

  @Test
  void serializedLossesAreTheSame() throws Exception {
    List<BoxLoss> all = new ArrayList<>(losses());
    all.add(of(BoxFormat.CXCYWH));
    for (BoxLoss loss : all) {
      String json = NeuralNetConfiguration.mapper().writeValueAsString(loss);
      assertEquals(
          loss, NeuralNetConfiguration.mapper().readValue(json, ILossFunction.class), json);
      String yaml = NeuralNetConfiguration.mapperYaml().writeValueAsString(loss);
      assertEquals(
          loss, NeuralNetConfiguration.mapperYaml().readValue(yaml, ILossFunction.class), yaml);
      assertEquals(loss, Losses.parse(loss.toString()), "as an expression");
      assertEquals(loss.hashCode(), Losses.parse(loss.toString()).hashCode());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(loss);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertEquals(loss, in.readObject());
      }
    }
    assertNotEquals(of(BoxFormat.XYXY), of(BoxFormat.XYWH));
  }

  @Test
  void formatsAreWordsOfExpressions() {
    for (BoxFormat format : BoxFormat.values()) {
      String word = format.name().toLowerCase(Locale.ROOT);
      String expected = format == BoxFormat.XYXY ? "" : "format=" + word;
      assertTrue(of(format).toString().contains(expected), of(format).toString());
    }
    String name = LossType.of(losses().get(0).getClass()).name();
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> Losses.parse(name + "(format=yxyx)"));
    assertTrue(e.getMessage().contains("xyxy, xywh, cxcywh"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Losses.parse(name + "(epsilon=-1)"));
    assertThrows(IllegalArgumentException.class, () -> of(null));
  }

  @Test
  void wrongShapesAreRefused() {
    BoxLoss loss = losses().get(0);
    refused(loss, Nd4j.zeros(2, 5), Nd4j.zeros(2, 5), null, IDENTITY, "5 numbers a row");
    refused(loss, Nd4j.zeros(2, 4, 3), Nd4j.zeros(2, 4, 3), null, IDENTITY, "[2, 4, 3]");
    refused(loss, Nd4j.zeros(2, 1), Nd4j.zeros(2, 4), null, IDENTITY, "labels [N, 1]");
    refused(loss, Nd4j.zeros(3, 4), Nd4j.zeros(2, 4), null, IDENTITY, "labels have shape [3, 4]");
    refused(loss, Nd4j.zeros(2, 4), Nd4j.zeros(2, 4), Nd4j.ones(2, 4), IDENTITY, "mask [N, 4]");
    refused(loss, Nd4j.zeros(2, 4), Nd4j.zeros(2, 4), null, new ActivationSoftmax(), "softmax");
  }

  private static void refused(
      BoxLoss loss,
      INDArray labels,
      INDArray predictions,
      INDArray mask,
      IActivation activation,
      String message) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> loss.computeScore(labels, predictions, activation, mask, true));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  // ---- inside a network

  private static MultiLayerNetwork network(BoxLoss loss, double rate) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(rate))
                .list()
                .layer(new DenseLayer.Builder().nIn(3).nOut(6).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(loss)
                        .nOut(4)
                        .activation(Activation.IDENTITY)
                        .biasInit(1)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** Whether the gradient is the derivative of the score itself. */
  boolean hasConstants() {
    return false;
  }

  @Test
  void outputLayer() {
    BoxLoss loss = of(BoxFormat.CXCYWH);
    Nd4j.getRandom().setSeed(11);
    INDArray input = Nd4j.rand(DataType.DOUBLE, new long[] {5, 3});
    INDArray labels =
        Nd4j.createFromArray(
                1.0, 1.2, 1.5, 2, 0.6, 1, 2, 1, 1.1, 0.7, 1.2, 1.3, 1, 1, 2, 2, 0.9, 1.4, 1, 1.6)
            .reshape(5, 4);
    if (!hasConstants()) {
      DataType type = Nd4j.dataType();
      Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
      assertTrue(
          GradientCheckUtil.checkGradients(
              new GradientCheckUtil.MLNConfig()
                  .net(network(loss, 1))
                  .input(input)
                  .labels(labels)
                  .epsilon(1e-6)
                  .maxRelError(1e-5)
                  .minAbsoluteError(1e-8)
                  .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)));
      Nd4j.setDefaultDataTypes(type, type);
    }
    MultiLayerNetwork network = network(loss, 0.1);
    network.fit(input, labels);
    double before = network.score();
    for (int step = 0; step < 300; step++) {
      network.fit(input, labels);
    }
    assertTrue(network.score() < 0.9 * before, () -> before + " became only " + network.score());
  }
}
