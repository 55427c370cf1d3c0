package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.nd4j.linalg.activations.Activation;

class ActivationKindTest extends BaseAcceleratedKindTestCase {

  /** The last one is refused: it sees all channels of a pixel. */
  private static final Activation[] SOME = {
    Activation.RELU,
    Activation.LEAKYRELU,
    Activation.SIGMOID,
    Activation.TANH,
    Activation.IDENTITY,
    Activation.ELU,
    Activation.SWISH,
    Activation.SOFTMAX,
  };

  @Override
  String kind() {
    return "activation";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    Activation activation = SOME[random.nextInt(SOME.length)];
    graph.addLayer(name, new ActivationLayer.Builder().activation(activation).build(), inputs);
    return channels;
  }
}
