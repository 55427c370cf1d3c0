package org.dl4jvision.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.example.ArticleExamples.Result;
import org.dl4jvision.loss.LossBinaryCrossEntropy;
import org.dl4jvision.loss.LossCrossEntropy;
import org.dl4jvision.loss.LossDice;
import org.dl4jvision.loss.LossMeanL1;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * The three examples learn, and what the article printed in their place does not. The numbers of
 * {@code docs/corrections.md} are what this test prints and holds.
 */
class ArticleExamplesTest {

  private static final DataSet DATA = ArticleExamples.classes(1);
  private static final DataSet UNSEEN = ArticleExamples.classes(2);

  @Test
  void binaryCrossEntropyLearns() {
    assertLearns(ArticleExamples.binaryCrossEntropy(), 5, 0.95);
  }

  @Test
  void meanL1Learns() {
    assertLearns(ArticleExamples.meanL1(), 5, 0.95);
  }

  @Test
  void diceLearns() {
    assertLearns(ArticleExamples.dice(), 5, 0.95);
  }

  /** Mistake 1, nn.CrossEntropyLoss on a network with one output. */
  @Test
  void softmaxOverOneLogitIsAlwaysOne() {
    MultiLayerNetwork network = oneLogitSoftmax(new LossMCXENT());
    INDArray one = Nd4j.ones(1, 1);
    for (double logit : new double[] {-5, 0, 5}) {
      INDArray z = Nd4j.createFromArray(new double[][] {{logit}});
      assertEquals(1, new ActivationSoftmax().getActivation(z.dup(), true).getDouble(0));
      INDArray bp = new ActivationSoftmax().backprop(z.dup(), one.castTo(z.dataType())).getFirst();
      assertEquals(0, bp.getDouble(0), "gradient by the logit " + logit);
    }

    double before = network.score(DATA);
    assertEquals(241, network.numParams());
    for (int i = 0; i < network.numParams(); i++) {
      assertEquals(before, scoreWithParameterMoved(network, i), 0, "parameter " + i);
    }
    Result trained = ArticleExamples.train("softmax, one logit", network, DATA, UNSEEN, 0.5);
    double positives = UNSEEN.getLabels().meanNumber().doubleValue();
    show("%s; share of positives %.3f", trained, positives);
    assertEquals(0, trained.firstLoss(), 1e-6);
    assertEquals(0, trained.lastLoss(), 1e-6);
    assertEquals(1, network.output(UNSEEN.getFeatures()).minNumber().doubleValue());
    assertEquals(positives, trained.accuracy(), 1e-6, "answers 1 for all");
  }

  @Test
  void builtInGradientOfOneLogitIsNotThatOfItsLoss() {
    INDArray z = Nd4j.zeros(1, 1);
    INDArray label = Nd4j.zeros(1, 1);
    IActivation softmax = new ActivationSoftmax();
    ILossFunction loss = new LossMCXENT();
    assertEquals(0, loss.computeScore(label, z.dup(), softmax, null, false), 1e-12);
    assertEquals(1, loss.computeGradient(label, z.dup(), softmax, null).getDouble(0));
  }

  @Test
  void ourCrossEntropyRefusesOneLogitWithSoftmax() {
    MultiLayerNetwork network = oneLogitSoftmax(new LossCrossEntropy());
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> network.fit(DATA));
    show(refusal.getMessage());
    assertTrue(refusal.getMessage().contains("softmax over one channel is always 1: use sigmoid"));
  }

  @Test
  void dl4jRefusesItTooUnlessToldNotTo() {
    assertThrows(
        DL4JInvalidConfigException.class,
        () -> ArticleExamples.network(Activation.SOFTMAX, new LossMCXENT()));
  }

  /** Mistake 2, an "L1 loss" example that never calls the network. */
  @Test
  void lossOfConstantsTeachesTheNetworkNothing() {
    DataSet data = ArticleExamples.numbers(1);
    MultiLayerNetwork network = ArticleExamples.network(Activation.IDENTITY, new LossMeanL1());
    INDArray constant = Nd4j.zerosLike(data.getLabels());

    double loss = l1(data.getLabels(), constant);
    double networks = network.score(data);
    network.setParams(network.params().mul(10));
    show(
        "L1 of constants %.4f, with all parameters times 10 %.4f; L1 of the output %.4f, then %.4f",
        loss, l1(data.getLabels(), constant), networks, network.score(data));
    assertEquals(loss, l1(data.getLabels(), constant));
    assertTrue(Math.abs(networks - network.score(data)) > 1);
  }

  /** Mistake 3, a "Dice loss" that is 1 - binary cross-entropy. */
  @Test
  void oneMinusCrossEntropyLearnsTheOpposite() {
    MultiLayerNetwork network =
        ArticleExamples.network(Activation.SIGMOID, new OneMinus(new LossBinaryCrossEntropy()));
    MultiLayerNetwork right =
        ArticleExamples.network(Activation.SIGMOID, new LossBinaryCrossEntropy());
    INDArray wrongWay = gradient(network);
    INDArray rightWay = gradient(right);
    assertTrue(wrongWay.add(rightWay).amaxNumber().doubleValue() < 1e-6, "opposite sign");
  }

  @Test
  void oneMinusCrossEntropyFallsBelowZeroWhileTheErrorGrows() {
    MultiLayerNetwork network =
        ArticleExamples.network(Activation.SIGMOID, new OneMinus(new LossBinaryCrossEntropy()));
    double accuracyBefore = ArticleExamples.accuracy(network, UNSEEN, 0.5);
    double errorBefore = 1 - network.score(DATA);
    Result trained = ArticleExamples.train("1 - cross-entropy", network, DATA, UNSEEN, 0.5);
    double errorAfter = 1 - trained.lastLoss();
    show(
        "%s, accuracy before %.3f; cross-entropy %.4f -> %.4f",
        trained, accuracyBefore, errorBefore, errorAfter);
    assertTrue(trained.lastLoss() < -1, "not within [0, 1]");
    assertTrue(errorAfter > 3 * errorBefore);
    assertTrue(trained.accuracy() < 0.1);
  }

  /** The article's formula of cross-entropy, log(1 - p), where p rounds to 1. */
  @Test
  void logOfOneMinusPNeedsTheLogit() {
    INDArray z = Nd4j.createFromArray(new float[][] {{20}});
    INDArray y = Nd4j.zeros(1, 1);
    IActivation sigmoid = new ActivationSigmoid();
    float p = sigmoid.getActivation(z.dup(), true).getFloat(0);
    ILossFunction theirs = new LossBinaryXENT();
    ILossFunction ours = new LossBinaryCrossEntropy();
    double theirGradient = theirs.computeGradient(y, z.dup(), sigmoid, null).getDouble(0);
    double ourGradient = ours.computeGradient(y, z.dup(), sigmoid, null).getDouble(0);
    double theirLoss = theirs.computeScore(y, z.dup(), sigmoid, null, false);
    double ourLoss = ours.computeScore(y, z.dup(), sigmoid, null, false);
    show(
        "logit 20, label 0: p %s, log(1 - p) %s; LossBinaryXENT %.4f, gradient %.6f; ours %.4f, %.6f",
        p, Math.log(1 - p), theirLoss, theirGradient, ourLoss, ourGradient);
    assertEquals(1f, p);
    assertEquals(0, theirGradient, 1e-6);
    assertEquals(11.51, theirLoss, 0.01);
    assertEquals(1, ourGradient, 1e-6);
    assertEquals(20, ourLoss, 1e-5);
  }

  /** The article's "L1", 1/N sum |y - p|, is a mean; DL4J's LossL1 is the sum. */
  @Test
  void theArticlesL1IsTheMeanAbsoluteError() {
    INDArray y = Nd4j.createFromArray(new double[][] {{1, 2, 3, 4}});
    INDArray p = Nd4j.zerosLike(y);
    double sum = new LossL1().computeScore(y, p.dup(), new ActivationIdentity(), null, true);
    show("targets 1 2 3 4, outputs 0: LossL1 %.1f, l1 %.1f", sum, l1(y, p));
    assertEquals(10, sum, 1e-12);
    assertEquals(2.5, l1(y, p), 1e-12);
  }

  /** The article's Dice sums over the whole batch: the large object hides the small one. */
  @Test
  void diceOverTheBatchHidesSmallObjects() {
    INDArray labels = Nd4j.zeros(2, 1, 10, 10);
    INDArray predictions = Nd4j.zeros(2, 1, 10, 10);
    for (int i = 0; i < 90; i++) {
      labels.putScalar(0, 0, i / 10, i % 10, 1);
      predictions.putScalar(0, 0, i / 10, i % 10, 1);
    }
    labels.putScalar(1, 0, 0, 0, 1); // one pixel, and it is missed
    double batch = mean(LossDice.builder().batch(true).build(), labels, predictions);
    double images = mean(new LossDice(), labels, predictions);
    show(
        "an object of 90 pixels found, one of 1 missed: batch %.4f, each image %.4f",
        batch, images);
    assertEquals(1 - 180.0 / 181, batch, 1e-5);
    assertEquals(0.5, images, 1e-4);
  }

  private static void assertLearns(Result result, double factor, double accuracy) {
    show(result.toString());
    assertTrue(result.lastLoss() < result.firstLoss() / factor, result.toString());
    assertTrue(result.accuracy() > accuracy, result.toString());
  }

  private static INDArray gradient(MultiLayerNetwork network) {
    return network
        .calculateGradients(DATA.getFeatures(), DATA.getLabels(), null, null)
        .getFirst()
        .gradient();
  }

  private static double l1(INDArray labels, INDArray output) {
    return mean(new LossMeanL1(), labels, output);
  }

  private static double mean(ILossFunction loss, INDArray labels, INDArray output) {
    return loss.computeScore(labels, output, new ActivationIdentity(), null, true);
  }

  private static double scoreWithParameterMoved(MultiLayerNetwork network, int index) {
    double value = network.params().getDouble(index);
    network.params().putScalar(index, value + 1);
    double score = network.score(DATA);
    network.params().putScalar(index, value);
    return score;
  }

  private static MultiLayerNetwork oneLogitSoftmax(ILossFunction loss) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(0.01))
                .list()
                .layer(
                    new DenseLayer.Builder().nIn(10).nOut(20).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(loss)
                        .nIn(20)
                        .nOut(1)
                        .activation(Activation.SOFTMAX)
                        .build())
                .validateOutputLayerConfig(false)
                .build());
    network.init();
    return network;
  }

  private static void show(String format, Object... arguments) {
    System.out.println(
        arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
  }

  /** What the article called Dice. */
  private record OneMinus(ILossFunction loss) implements ILossFunction {

    @Override
    public double computeScore(
        INDArray labels, INDArray z, IActivation activation, INDArray mask, boolean average) {
      double score = loss.computeScore(labels, z, activation, mask, average);
      return (average ? 1 : labels.size(0)) - score;
    }

    @Override
    public INDArray computeScoreArray(
        INDArray labels, INDArray z, IActivation activation, INDArray mask) {
      return loss.computeScoreArray(labels, z, activation, mask).rsub(1);
    }

    @Override
    public INDArray computeGradient(
        INDArray labels, INDArray z, IActivation activation, INDArray mask) {
      return loss.computeGradient(labels, z, activation, mask).neg();
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
        INDArray labels, INDArray z, IActivation activation, INDArray mask, boolean average) {
      return Pair.of(
          computeScore(labels, z, activation, mask, average),
          computeGradient(labels, z, activation, mask));
    }

    @Override
    public String name() {
      return "1 - " + loss.name();
    }
  }
}
