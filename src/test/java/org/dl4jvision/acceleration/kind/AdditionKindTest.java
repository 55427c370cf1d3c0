package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;

class AdditionKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "addition";
  }

  @Override
  int inputs(Random random) {
    return 2 + random.nextInt(2);
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    ElementWiseVertex.Op op =
        random.nextInt(4) == 0 ? ElementWiseVertex.Op.Max : ElementWiseVertex.Op.Add;
    graph.addVertex(name, new ElementWiseVertex(op), inputs);
    return channels;
  }
}
