package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.dl4jvision.layer.activation.HardSigmoid;
import org.dl4jvision.layer.activation.HardSwish;
import org.dl4jvision.layer.activation.Silu;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;

class ActivationKindTest extends BaseAcceleratedKindTestCase {

  /** The last one is refused: it sees all channels of a pixel. */
  private static final IActivation[] SOME = {
    Activation.RELU.getActivationFunction(),
    Activation.LEAKYRELU.getActivationFunction(),
    Activation.SIGMOID.getActivationFunction(),
    Activation.TANH.getActivationFunction(),
    Activation.IDENTITY.getActivationFunction(),
    Activation.ELU.getActivationFunction(),
    Activation.SWISH.getActivationFunction(),
    Activation.RELU6.getActivationFunction(),
    new HardSigmoid(),
    new HardSwish(),
    new Silu(),
    Activation.SOFTMAX.getActivationFunction(),
  };

  @Override
  String kind() {
    return "activation";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    IActivation activation = SOME[random.nextInt(SOME.length)];
    graph.addLayer(name, new ActivationLayer.Builder().activation(activation).build(), inputs);
    return channels;
  }
}
