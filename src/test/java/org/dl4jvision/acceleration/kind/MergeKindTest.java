package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.MergeVertex;

class MergeKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "merge";
  }

  @Override
  int inputs(Random random) {
    return 2 + random.nextInt(2);
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    graph.addVertex(name, new MergeVertex(), inputs);
    return inputs.length * channels;
  }
}
