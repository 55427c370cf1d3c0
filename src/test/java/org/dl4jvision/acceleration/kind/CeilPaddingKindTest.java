package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.dl4jvision.layer.feature.CeilPaddingLayer;

class CeilPaddingKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "ceil-padding";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    graph.addLayer(
        name, new CeilPaddingLayer(1 + random.nextInt(5), 1 + random.nextInt(4)), inputs);
    return channels;
  }
}
