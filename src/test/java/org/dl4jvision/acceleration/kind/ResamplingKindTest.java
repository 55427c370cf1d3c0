package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.dl4jvision.layer.feature.AdaptiveAveragePoolingLayer;
import org.dl4jvision.layer.feature.BilinearResizeLayer;

class ResamplingKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "resampling";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    graph.addLayer(
        name,
        random.nextBoolean()
            ? new BilinearResizeLayer(1 + random.nextInt(4))
            : new AdaptiveAveragePoolingLayer(1 + random.nextInt(13), 1 + random.nextInt(13)),
        inputs);
    return channels;
  }
}
