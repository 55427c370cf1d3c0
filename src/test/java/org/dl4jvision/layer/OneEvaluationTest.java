package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.loss.LossCrossEntropy;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** A training step evaluates the loss once, and a score is never that of other arrays. */
class OneEvaluationTest {

  private static final AtomicInteger EVALUATIONS = new AtomicInteger();

  @LossInfo(name = "counting", help = "counts its evaluations")
  static final class CountingLoss extends VisionLoss {
    private static final long serialVersionUID = 1;

    public static Object builder() {
      return null;
    }

    @Override
    public double[] lossOfExamples(Batch batch, double factor) {
      EVALUATIONS.incrementAndGet();
      batch.sweep(
          null,
          org.dl4jvision.loss.evaluation.Grouping.IMAGE,
          0,
          pixels -> {
            var derivatives = pixels.derivatives();
            derivatives.addByP(pixels.prediction().p());
            pixels.addGradient(derivatives);
          });
      return new double[batch.examples()];
    }
  }

  private static MultiLayerNetwork network(VisionLoss loss) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.1))
                .list()
                .layer(
                    new ConvolutionLayer.Builder(1, 1)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new SegmentationLossLayer.Builder(loss).build())
                .setInputType(InputType.convolutional(4, 4, 1))
                .build());
    network.init();
    return network;
  }

  @Test
  void trainingStepEvaluatesTheLossOnce() {
    MultiLayerNetwork network = network(new CountingLoss());
    DataSet data = new DataSet(Nd4j.rand(DataType.FLOAT, 2, 1, 4, 4), Nd4j.zeros(2, 1, 4, 4));
    network.fit(data);
    EVALUATIONS.set(0);
    network.fit(data);
    assertEquals(1, EVALUATIONS.get());
  }

  @Test
  void scoreIsThatOfTheArraysAtHand() {
    MultiLayerNetwork network = network(new LossCrossEntropy());
    INDArray features = Nd4j.rand(DataType.FLOAT, 2, 1, 4, 4);
    DataSet zeros = new DataSet(features, Nd4j.zeros(2, 1, 4, 4));
    DataSet ones = new DataSet(features, Nd4j.ones(2, 1, 4, 4));
    double ofZeros = network.score(zeros, true);
    double ofOnes = network.score(ones, true);
    assertNotEquals(ofZeros, ofOnes);
    network.setInput(features);
    network.setLabels(zeros.getLabels());
    network.computeGradientAndScore();
    assertEquals(ofZeros, network.score(), 1e-6);
    network.setLabels(ones.getLabels());
    network.computeGradientAndScore();
    assertEquals(ofOnes, network.score(), 1e-6);
    assertEquals(ofZeros, network.score(zeros, true), 1e-6);
  }
}
