package org.dl4jvision.task.gradient;

import java.util.Random;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.Losses;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A network in double precision that is small enough for finite differences, and a batch for it.
 */
public final class TinyNetwork {

  public static final int SIDE = 6;

  private TinyNetwork() {}

  /** Two convolutions with a batch normalization and dropout between them. */
  public static ComputationGraph of(String loss, int classes) {
    var graph =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .dataType(DataType.DOUBLE)
            .updater(new NoOp())
            .weightInit(WeightInit.XAVIER)
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("input")
            .addLayer(
                "first",
                new ConvolutionLayer.Builder(3, 3).nOut(3).activation(Activation.IDENTITY).build(),
                "input")
            .addLayer("norm", new BatchNormalization(), "first")
            .addLayer(
                "second",
                new ConvolutionLayer.Builder(3, 3).nOut(3).activation(Activation.TANH).build(),
                "norm")
            .addLayer(
                "logits",
                new ConvolutionLayer.Builder(1, 1)
                    .nOut(classes)
                    .activation(Activation.IDENTITY)
                    .build(),
                "second")
            .addLayer(
                "output",
                new SegmentationLossLayer.Builder(Losses.parse(loss))
                    .activation(classes == 1 ? Activation.SIGMOID : Activation.SOFTMAX)
                    .build(),
                "logits")
            .setOutputs("output")
            .setInputTypes(InputType.convolutional(SIDE, SIDE, 1))
            .build();
    ComputationGraph network = new ComputationGraph(graph);
    network.init();
    Random random = new Random(3);
    network.params().muli(2);
    for (String name : new String[] {"mean", "var"}) {
      INDArray kept = network.getLayer("norm").getParam(name);
      if (kept != null) {
        for (long i = 0; i < kept.length(); i++) {
          kept.putScalar(i, 0.5 + random.nextDouble());
        }
      }
    }
    return network;
  }

  /** Images [N, 1, SIDE, SIDE]. */
  public static INDArray images(int count) {
    Random random = new Random(1);
    double[] values = new double[count * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Nd4j.createFromArray(values).reshape(count, 1, SIDE, SIDE);
  }

  /** Class indices [N, 1, SIDE, SIDE]: rectangles of all classes. */
  public static INDArray labels(int count, int classes) {
    double[] values = new double[count * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE % SIDE;
      int image = i / (SIDE * SIDE);
      values[i] = x >= 1 + image % 2 && x < 4 && y >= 2 ? 1 + (x + y) / 6 % (classes - 1) : 0;
    }
    return Nd4j.createFromArray(values).reshape(count, 1, SIDE, SIDE);
  }

  /** A mask [N, 1, SIDE, SIDE] that leaves out the last row. */
  public static INDArray mask(int count) {
    double[] values = new double[count * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / SIDE % SIDE == SIDE - 1 ? 0 : 1;
    }
    return Nd4j.createFromArray(values).reshape(count, 1, SIDE, SIDE);
  }
}
