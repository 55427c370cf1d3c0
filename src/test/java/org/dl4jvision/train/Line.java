package org.dl4jvision.train;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Lines y = w x + b with squared errors, in double precision, all of which begin with w = b = 1:
 * labels can be such that gradients are whatever a test wants. The derivative of (y - label)^2 by y
 * is 2 (y - label).
 */
record Line(ComputationGraph network) {

  /** Some lines, each an input and an output of one network. */
  static Line of(IUpdater updater, int lines) {
    var graph =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .updater(updater)
            .graphBuilder();
    String[] inputs = new String[lines];
    String[] outputs = new String[lines];
    for (int i = 0; i < lines; i++) {
      inputs[i] = "x" + i;
      outputs[i] = "y" + i;
      graph.addInputs(inputs[i]);
      graph.addLayer(
          outputs[i],
          new OutputLayer.Builder(LossFunction.MSE)
              .nIn(1)
              .nOut(1)
              .activation(Activation.IDENTITY)
              .build(),
          inputs[i]);
    }
    ComputationGraph network = new ComputationGraph(graph.setOutputs(outputs).build());
    network.init();
    network.params().assign(1);
    return new Line(network);
  }

  /** The weight of a line. */
  double weight(int line) {
    return network.getLayer("y" + line).getParam("W").getDouble(0);
  }

  /** The bias of a line. */
  double bias(int line) {
    return network.getLayer("y" + line).getParam("b").getDouble(0);
  }

  /** An example at x = 1 for each line, where the derivatives by its w and its b are these. */
  MultiDataSet gradient(double... gradients) {
    INDArray[] inputs = new INDArray[gradients.length];
    INDArray[] labels = new INDArray[gradients.length];
    for (int i = 0; i < gradients.length; i++) {
      inputs[i] = Nd4j.createFromArray(new double[][] {{1}});
      labels[i] = Nd4j.createFromArray(new double[][] {{weight(i) + bias(i) - gradients[i] / 2}});
    }
    return new MultiDataSet(inputs, labels);
  }

  /** One update by these gradients. */
  void step(LossGradient gradient, double... gradients) {
    new GradientStep(network, gradient).run(gradient(gradients));
  }
}
