package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.nd4j.linalg.activations.Activation;

class ReluKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "relu";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    Activation activation = random.nextInt(4) == 0 ? Activation.SIGMOID : Activation.RELU;
    graph.addLayer(name, new ActivationLayer.Builder().activation(activation).build(), inputs);
    return channels;
  }
}
