package org.dl4jvision.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The smallest thing to learn: whether a dot lies left or right, three batches of two an epoch. */
final class Dots implements TrainingData {

  static final int BATCHES = 3;

  private static final int EXAMPLES = 2;

  @Override
  public Iterator<MultiDataSet> epoch(int epoch) {
    Random random = new Random(epoch);
    List<MultiDataSet> all = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      float[][] dots = new float[EXAMPLES][2];
      float[][] sides = new float[EXAMPLES][1];
      for (int d = 0; d < EXAMPLES; d++) {
        dots[d] = new float[] {random.nextFloat() - 0.5f, random.nextFloat() - 0.5f};
        sides[d][0] = dots[d][0] > 0 ? 1 : 0;
      }
      all.add(
          new org.nd4j.linalg.dataset.MultiDataSet(
              Nd4j.createFromArray(dots), Nd4j.createFromArray(sides)));
    }
    return all.iterator();
  }

  @Override
  public int batches() {
    return BATCHES;
  }

  static ComputationGraph network() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.5))
                .graphBuilder()
                .addInputs("dots")
                .addLayer(
                    "hidden",
                    new DenseLayer.Builder().nIn(2).nOut(3).activation(Activation.TANH).build(),
                    "dots")
                .addLayer(
                    "side",
                    new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(3)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build(),
                    "hidden")
                .setOutputs("side")
                .build());
    network.init();
    return network;
  }

  /** What a validation finds that nothing was measured for. */
  record Fixed(double score, double loss) implements Validation {}

  /** A network that goes on as another does. */
  static ComputationGraph copy(ComputationGraph network) {
    ComputationGraph copy = network.clone();
    copy.getConfiguration().setIterationCount(network.getConfiguration().getIterationCount());
    copy.getConfiguration().setEpochCount(network.getConfiguration().getEpochCount());
    return copy;
  }

  static INDArray weights(ComputationGraph network) {
    return network.params().dup();
  }
}
