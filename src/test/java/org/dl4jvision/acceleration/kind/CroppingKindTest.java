package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;

class CroppingKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "cropping";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    int[] border = random.ints(4, 0, 3).toArray();
    graph.addLayer(name, new Cropping2D(border[0], border[1], border[2], border[3]), inputs);
    return channels;
  }
}
