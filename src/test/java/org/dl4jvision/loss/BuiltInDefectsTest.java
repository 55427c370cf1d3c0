package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * Each defect of DL4J's cross-entropies and L1 losses, seen, beside the right number of ours. A
 * failure of the built-in half means that DL4J has been repaired.
 */
class BuiltInDefectsTest {

  private static INDArray rows(double[]... rows) {
    return Nd4j.createFromArray(rows);
  }

  private static INDArray row(double... values) {
    return rows(values);
  }

  /** The built-in losses overwrite what they are given: each call gets a copy. */
  private static double score(
      ILossFunction loss, INDArray labels, INDArray logits, Activation activation, INDArray mask) {
    return loss.computeScore(
        labels.dup(), logits.dup(), activation.getActivationFunction(), mask, true);
  }

  private static double score(
      ILossFunction loss, INDArray labels, INDArray logits, Activation activation) {
    return score(loss, labels, logits, activation, null);
  }

  private static double[] gradient(
      ILossFunction loss, INDArray labels, INDArray logits, Activation activation, INDArray mask) {
    return loss.computeGradient(
            labels.dup(), logits.dup(), activation.getActivationFunction(), mask)
        .dup('c')
        .data()
        .asDouble();
  }

  private static double[] gradient(
      ILossFunction loss, INDArray labels, INDArray logits, Activation activation) {
    return gradient(loss, labels, logits, activation, null);
  }

  // ---- LossBinaryXENT

  @ParameterizedTest
  @CsvSource({"12, 0.61", "15, 0.031", "20, 0", "1000, 0"})
  void binaryGradientDiesForConfidentMistakes(double logit, double builtIn) {
    INDArray labels = row(0);
    INDArray z = row(logit);
    assertEquals(builtIn, gradient(new LossBinaryXENT(), labels, z, Activation.SIGMOID)[0], 0.006);
    assertEquals(1, gradient(new LossBinaryCrossEntropy(), labels, z, Activation.SIGMOID)[0], 1e-5);
  }

  @Test
  void binaryLossIsCapped() {
    assertEquals(11.51, score(new LossBinaryXENT(), row(0), row(1000), Activation.SIGMOID), 0.01);
    assertEquals(
        1000, score(new LossBinaryCrossEntropy(), row(0), row(1000), Activation.SIGMOID), 1e-9);
  }

  @Test
  void binaryLossWithoutClippingIsNotFinite() {
    ILossFunction unclipped = new LossBinaryXENT(0.0);
    assertEquals(Double.POSITIVE_INFINITY, score(unclipped, row(0), row(1000), Activation.SIGMOID));
    assertTrue(
        Double.isNaN(score(unclipped, row(1), row(1000), Activation.SIGMOID)), "a right answer");
    ILossFunction ours = new LossBinaryCrossEntropy();
    assertEquals(1000, score(ours, row(0), row(1000), Activation.SIGMOID), 1e-9);
    assertEquals(0, score(ours, row(1), row(1000), Activation.SIGMOID), 1e-9);
  }

  @Test
  void binaryGradientWithSoftmaxIsNotThatOfTheScore() {
    INDArray labels = row(0, 1, 0);
    INDArray z = row(1.5, 0, 0.8);
    ILossFunction builtIn = new LossBinaryXENT();
    assertArrayEquals(
        new double[] {.927, -1.103, .176}, gradient(builtIn, labels, z, Activation.SOFTMAX), 1e-3);
    assertArrayEquals(
        new double[] {.581, -.870, .289}, quotients(builtIn, labels, z, Activation.SOFTMAX), 1e-3);
    ILossFunction ours = new LossBinaryCrossEntropy();
    assertArrayEquals(
        quotients(ours, labels, z, Activation.SOFTMAX),
        gradient(ours, labels, z, Activation.SOFTMAX),
        1e-8);
  }

  /** Difference quotients of the score. */
  private static double[] quotients(
      ILossFunction loss, INDArray labels, INDArray logits, Activation activation) {
    double[] result = new double[(int) logits.length()];
    double h = 1e-5;
    for (int i = 0; i < result.length; i++) {
      INDArray up = logits.dup();
      up.putScalar(i, logits.getDouble(i) + h);
      INDArray down = logits.dup();
      down.putScalar(i, logits.getDouble(i) - h);
      double difference =
          score(loss, labels, up, activation) - score(loss, labels, down, activation);
      result[i] = logits.size(0) * difference / (2 * h);
    }
    return result;
  }

  // ---- LossMCXENT and LossSparseMCXENT

  @Test
  void voidRowHasGradientButNoScore() {
    INDArray labels = row(0, 0, 0);
    INDArray z = row(1.5, 0, 0.8);
    assertEquals(0, score(new LossMCXENT(), labels, z, Activation.SOFTMAX), 1e-12);
    assertArrayEquals(
        new double[] {.581, .130, .289},
        gradient(new LossMCXENT(), labels, z, Activation.SOFTMAX),
        1e-3);
    ILossFunction ours = new LossCrossEntropy();
    assertEquals(0, score(ours, labels, z, Activation.SOFTMAX));
    assertArrayEquals(new double[3], gradient(ours, labels, z, Activation.SOFTMAX), 1e-12);
  }

  @Test
  void weightsOfOneChangeTheGradient() {
    // Any labels that do not add up to one.
    INDArray labels = row(0, 0.5, 0);
    INDArray z = row(1.5, 0, 0.8);
    double[] plain = gradient(new LossMCXENT(), labels, z, Activation.SOFTMAX);
    double[] ones = gradient(new LossMCXENT(row(1, 1, 1)), labels, z, Activation.SOFTMAX);
    assertEquals(.581, plain[0], 1e-3);
    assertEquals(.291, ones[0], 1e-3);
    assertArrayEquals(
        gradient(new LossCrossEntropy(), labels, z, Activation.SOFTMAX),
        gradient(
            Losses.parse("cross-entropy(classWeights=[1,1,1])"), labels, z, Activation.SOFTMAX),
        1e-12);
    assertArrayEquals(
        quotients(new LossCrossEntropy(), labels, z, Activation.SOFTMAX),
        gradient(new LossCrossEntropy(), labels, z, Activation.SOFTMAX),
        1e-8);
  }

  @Test
  void crossEntropyIsCapped() {
    INDArray labels = row(1, 0);
    INDArray z = row(0, 60);
    assertEquals(23.03, score(new LossMCXENT(), labels, z, Activation.SOFTMAX), 0.01);
    assertEquals(60, score(new LossCrossEntropy(), labels, z, Activation.SOFTMAX), 1e-9);
  }

  @Test
  void softmaxWithMaskOfEachOutput() {
    INDArray labels = rows(new double[] {0, 1}, new double[] {1, 0});
    INDArray z = rows(new double[] {0.3, 0.1}, new double[] {2, 1});
    INDArray mask = rows(new double[] {1, 0}, new double[] {1, 1});
    assertThrows(
        UnsupportedOperationException.class,
        () -> gradient(new LossMCXENT(), labels, z, Activation.SOFTMAX, mask));
    double[] ours = gradient(new LossCrossEntropy(), labels, z, Activation.SOFTMAX, mask);
    // The first row's class is masked, the second row's is not.
    assertArrayEquals(new double[] {0, 0, -0.2689, 0.2689}, ours, 1e-4);
  }

  @Test
  void maskOfOneExampleIsTakenForOneOfItsOutputs() {
    INDArray labels = row(0, 1);
    INDArray z = row(0.3, 0.1);
    INDArray mask = row(1);
    assertThrows(
        UnsupportedOperationException.class,
        () -> gradient(new LossMCXENT(), labels, z, Activation.SOFTMAX, mask));
    assertArrayEquals(
        gradient(new LossCrossEntropy(), labels, z, Activation.SOFTMAX),
        gradient(new LossCrossEntropy(), labels, z, Activation.SOFTMAX, mask));
  }

  @Test
  void crossEntropyOfVanishedSigmoidIsNaN() {
    INDArray labels = Nd4j.createFromArray(new float[][] {{0, 1}});
    INDArray z = Nd4j.createFromArray(new float[][] {{-200, 1}});
    assertTrue(Double.isNaN(score(new LossMCXENT(), labels, z, Activation.SIGMOID)));
    assertEquals(0.3133, score(new LossCrossEntropy(), labels, z, Activation.SIGMOID), 1e-4);
    INDArray asked = Nd4j.createFromArray(new float[][] {{1, 0}});
    assertEquals(200, score(new LossCrossEntropy(), asked, z, Activation.SIGMOID), 1e-4);
  }

  @Test
  void labelOutsideTheClassesIsNeitherRefusedNorIgnored() {
    INDArray labels = row(255);
    INDArray z = row(1.5, 0, 0.8);
    assertEquals(0, score(new LossSparseMCXENT(), labels, z, Activation.SOFTMAX), 1e-12);
    assertEquals(.581, gradient(new LossSparseMCXENT(), labels, z, Activation.SOFTMAX)[0], 1e-3);
    assertThrows(
        IllegalArgumentException.class,
        () -> score(new LossCrossEntropy(), labels, z, Activation.SOFTMAX));
    VisionLoss ignoring = Losses.parse("cross-entropy(ignoreIndex=255)");
    assertEquals(0, score(ignoring, labels, z, Activation.SOFTMAX));
    assertArrayEquals(new double[3], gradient(ignoring, labels, z, Activation.SOFTMAX), 1e-12);
  }

  @Test
  void averageIsOverMaskedPixelsToo() {
    // Four pixels, of which two count; each costs log 2.
    INDArray labels = rows(new double[][] {{1, 0}, {1, 0}, {1, 0}, {1, 0}});
    INDArray z = Nd4j.zeros(DataType.DOUBLE, 4, 2);
    INDArray mask = rows(new double[][] {{1}, {1}, {0}, {0}});
    assertEquals(
        Math.log(2) / 2, score(new LossMCXENT(), labels, z, Activation.SOFTMAX, mask), 1e-6);
    assertEquals(
        Math.log(2),
        score(
            new LossCrossEntropy(),
            labels.transpose().reshape('c', 1, 2, 4),
            z.reshape(1, 2, 4),
            Activation.SOFTMAX,
            mask.reshape(1, 4)),
        1e-12);
    assertEquals(
        Math.log(2),
        score(Losses.parse("cross-entropy(batch=true)"), labels, z, Activation.SOFTMAX, mask),
        1e-12);
  }

  // ---- LossL1 and LossMAE

  @Test
  void l1IsASum() {
    INDArray labels = row(0, 0, 0, 0);
    INDArray z = row(1, -1, 1, 1);
    assertEquals(4, score(new LossL1(), labels, z, Activation.IDENTITY), 1e-12);
    assertEquals(1, score(new LossMeanL1(), labels, z, Activation.IDENTITY), 1e-12);
  }

  @Test
  void scoreArrayOfTheMeanIsTheSum() {
    INDArray labels = row(0, 0, 0, 0);
    INDArray z = row(1, -1, 1, 1);
    IActivation identity = Activation.IDENTITY.getActivationFunction();
    assertEquals(1, score(new LossMAE(), labels, z, Activation.IDENTITY), 1e-12);
    assertEquals(4, new LossMAE().computeScoreArray(labels, z, identity, null).getDouble(0), 1e-12);
    assertEquals(
        1, new LossMeanL1().computeScoreArray(labels, z, identity, null).getDouble(0), 1e-12);
  }

  @Test
  void gradientOverwritesThePredictions() {
    for (ILossFunction loss : new ILossFunction[] {new LossL1(), new LossMeanL1()}) {
      INDArray z = row(2, -1);
      loss.computeGradient(row(0, 1), z, Activation.SIGMOID.getActivationFunction(), null);
      assertEquals(loss instanceof LossMeanL1, z.equals(row(2, -1)), loss + ": " + z);
    }
  }

  /** So that the score a network has after a step is not the score it had. */
  @Test
  void lossLayerScoresWhatTheGradientHasOverwritten() {
    DataSet data = new DataSet(Nd4j.ones(3, 2), Nd4j.zeros(3, 2));
    MultiLayerNetwork builtIn = lossLayer(new LossL1());
    assertNotEquals(builtIn.score(data, true), scoreOfStep(builtIn, data), 0.01);
    MultiLayerNetwork ours = lossLayer(new LossMeanL1());
    assertEquals(ours.score(data, true), scoreOfStep(ours, data), 1e-6);
  }

  private static double scoreOfStep(MultiLayerNetwork network, DataSet data) {
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.computeGradientAndScore();
    return network.score();
  }

  private static MultiLayerNetwork lossLayer(ILossFunction loss) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(2)
                        .nOut(2)
                        .biasInit(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new LossLayer.Builder(loss).activation(Activation.SIGMOID).build())
                .build());
    network.init();
    return network;
  }

  // ---- the scale that layers give

  @Test
  void scoreAndGradientGrowWithTheImage() {
    MultiLayerNetwork builtIn =
        pointwise(
            new CnnLossLayer.Builder(new LossMCXENT()).activation(Activation.SOFTMAX).build());
    MultiLayerNetwork ours =
        pointwise(new SegmentationLossLayer.Builder(new LossCrossEntropy()).build());
    DataSet small = image(8, 1);
    DataSet large = image(32, 1);
    assertEquals(16, scoreOfStep(builtIn, large) / scoreOfStep(builtIn, small), 1e-3);
    assertEquals(16, steepness(builtIn, large) / steepness(builtIn, small), 1e-3);
    assertEquals(1, scoreOfStep(ours, large) / scoreOfStep(ours, small), 1e-5);
    assertEquals(1, steepness(ours, large) / steepness(ours, small), 1e-4);
  }

  private static double steepness(MultiLayerNetwork network, DataSet data) {
    scoreOfStep(network, data);
    return network.gradient().gradient().norm2Number().doubleValue();
  }

  @Test
  void lossOfTheBatchIsDividedByTheExamples() {
    MultiLayerNetwork builtIn =
        pointwise(new CnnLossLayer.Builder(new BatchDice()).activation(Activation.SOFTMAX).build());
    MultiLayerNetwork ours =
        pointwise(
            new SegmentationLossLayer.Builder(Losses.parse("dice(batch=true, smooth=0)")).build());
    double one = builtIn.score(image(8, 1));
    double right = ours.score(image(8, 1));
    assertEquals(one, right, 1e-5);
    for (int copies : new int[] {2, 4}) {
      assertEquals(one / copies, builtIn.score(image(8, copies)), 1e-5);
      assertEquals(right, ours.score(image(8, copies)), 1e-5);
    }
  }

  /** The Dice loss of V-Net over the whole batch, one number, as an ILossFunction invites it. */
  private static final class BatchDice implements ILossFunction {

    @Override
    public double computeScore(
        INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean mean) {
      INDArray p = activation.getActivation(preOutput.dup(), true);
      INDArray overlap = p.mul(labels).sum(0).mul(2);
      INDArray sizes = p.mul(p).sum(0).add(labels.mul(labels).sum(0));
      return 1 - overlap.div(sizes).meanNumber().doubleValue();
    }

    @Override
    public INDArray computeScoreArray(
        INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
      throw new UnsupportedOperationException();
    }

    @Override
    public INDArray computeGradient(
        INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
        INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean mean) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
      return "BatchDice";
    }
  }

  /** An image of repeated 8x8 tiles with one-hot labels, and copies of it. */
  private static DataSet image(int size, int copies) {
    INDArray features = Nd4j.create(DataType.FLOAT, copies, 1, size, size);
    INDArray labels = Nd4j.create(DataType.FLOAT, copies, 2, size, size);
    for (int n = 0; n < copies; n++) {
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          int tile = (y % 8) * 8 + x % 8;
          features.putScalar(new int[] {n, 0, y, x}, Math.sin(tile));
          labels.putScalar(new int[] {n, tile % 3 == 0 ? 1 : 0, y, x}, 1);
        }
      }
    }
    return new DataSet(features, labels);
  }

  private static MultiLayerNetwork pointwise(Layer output) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(1, 1)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(output)
                .setInputType(InputType.convolutional(8, 8, 1))
                .build());
    network.init();
    return network;
  }
}
