package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;

class ZeroPaddingKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "zero-padding";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    int[] border = random.ints(4, 0, 4).toArray();
    graph.addLayer(name, new ZeroPaddingLayer(border[0], border[1], border[2], border[3]), inputs);
    return channels;
  }
}
