package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;

class ElementwiseKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "element-wise";
  }

  @Override
  int inputs(Random random) {
    return 2 + random.nextInt(2);
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    // DL4J refuses to subtract more than one.
    ElementWiseVertex.Op[] some = ElementWiseVertex.Op.values();
    ElementWiseVertex.Op op;
    do {
      op = some[random.nextInt(some.length)];
    } while (op == ElementWiseVertex.Op.Subtract && inputs.length > 2);
    graph.addVertex(name, new ElementWiseVertex(op), inputs);
    return channels;
  }
}
