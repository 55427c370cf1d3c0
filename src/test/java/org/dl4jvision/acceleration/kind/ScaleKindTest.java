package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;

class ScaleKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "scale";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    graph.addVertex(name, new ScaleVertex(2 * random.nextDouble() - 1), inputs);
    return channels;
  }
}
