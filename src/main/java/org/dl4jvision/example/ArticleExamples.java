package org.dl4jvision.example;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.loss.LossBinaryCrossEntropy;
import org.dl4jvision.loss.LossDice;
import org.dl4jvision.loss.LossMeanL1;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Trains one small network, 10 inputs, 20 hidden units, 1 output, with three losses: binary
 * cross-entropy of its logit, mean absolute error of its output, Dice of its probabilities.
 *
 * <p>An article on loss functions taught these three with mistakes; {@code docs/corrections.md}
 * shows what they were.
 */
public final class ArticleExamples {

  private static final int INPUTS = 10;
  private static final int HIDDEN = 20;
  private static final int EXAMPLES = 512;
  private static final int EPOCHS = 200;
  private static final double LEARNING_RATE = 0.01;

  private ArticleExamples() {}

  /**
   * What a training came to.
   *
   * @param name of the example
   * @param firstLoss on the training data, before training
   * @param lastLoss on the training data, after training
   * @param accuracy share of unseen examples that lie on the right side of the middle between the
   *     two classes, for L1 on the right side of 0
   */
  public record Result(String name, double firstLoss, double lastLoss, double accuracy) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-22s loss %7.4f -> %7.4f   accuracy on unseen examples %.3f",
          name,
          firstLoss,
          lastLoss,
          accuracy);
    }
  }

  /** Runs the three examples. */
  public static List<Result> all() {
    return List.of(binaryCrossEntropy(), meanL1(), dice());
  }

  /**
   * Trains yes or no from one logit. The loss is computed from the logit, so that a confident
   * mistake keeps its gradient.
   */
  public static Result binaryCrossEntropy() {
    return train(
        "binary cross-entropy",
        network(Activation.SIGMOID, new LossBinaryCrossEntropy()),
        classes(1),
        classes(2),
        0.5);
  }

  /**
   * Trains a real number by the mean absolute error between the network's output and the target.
   */
  public static Result meanL1() {
    return train("L1", network(Activation.IDENTITY, new LossMeanL1()), numbers(1), numbers(2), 0);
  }

  /**
   * Trains yes or no by overlap. Each example is one number, so the sums of Dice go over the batch:
   * the share of the positive examples that are found, and found alone.
   */
  public static Result dice() {
    return train("Dice", network(Activation.SIGMOID, new LossDice()), classes(1), classes(2), 0.5);
  }

  /** The network: 10 -> 20 with ReLU -> 1. */
  static MultiLayerNetwork network(Activation activation, ILossFunction loss) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(42)
            .updater(new Adam(LEARNING_RATE))
            .list()
            .layer(
                new DenseLayer.Builder()
                    .nIn(INPUTS)
                    .nOut(HIDDEN)
                    .activation(Activation.RELU)
                    .build())
            .layer(new OutputLayer.Builder(loss).nIn(HIDDEN).nOut(1).activation(activation).build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  static Result train(
      String name, MultiLayerNetwork network, DataSet data, DataSet unseen, double middle) {
    double firstLoss = network.score(data);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      network.fit(data);
    }
    return new Result(name, firstLoss, network.score(data), accuracy(network, unseen, middle));
  }

  static double accuracy(MultiLayerNetwork network, DataSet data, double middle) {
    INDArray output = network.output(data.getFeatures());
    return output
        .gt(middle)
        .eq(data.getLabels().gt(middle))
        .castTo(output.dataType())
        .meanNumber()
        .doubleValue();
  }

  /** Ten random inputs an example; the target is their sum with alternating signs. */
  static DataSet numbers(long seed) {
    Random random = new Random(seed);
    float[][] inputs = new float[EXAMPLES][INPUTS];
    float[][] targets = new float[EXAMPLES][1];
    for (int i = 0; i < EXAMPLES; i++) {
      for (int j = 0; j < INPUTS; j++) {
        inputs[i][j] = (float) random.nextGaussian();
        targets[i][0] += j % 2 == 0 ? inputs[i][j] : -inputs[i][j];
      }
    }
    return new DataSet(Nd4j.createFromArray(inputs), Nd4j.createFromArray(targets));
  }

  /**
   * The examples of {@link #numbers} with the class as the target: 1 where the number is positive,
   * else 0.
   */
  static DataSet classes(long seed) {
    DataSet numbers = numbers(seed);
    INDArray labels = numbers.getLabels();
    return new DataSet(numbers.getFeatures(), labels.gt(0).castTo(labels.dataType()));
  }
}
