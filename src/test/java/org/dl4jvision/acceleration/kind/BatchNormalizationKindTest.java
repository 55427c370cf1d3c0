package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

class BatchNormalizationKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "batch-normalization";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    graph.addLayer(
        name,
        new BatchNormalization.Builder()
            .nIn(channels)
            .nOut(channels)
            .eps(random.nextBoolean() ? 1e-5 : 1e-2)
            .useLogStd(random.nextBoolean())
            .lockGammaBeta(random.nextInt(4) == 0)
            .build(),
        inputs);
    return channels;
  }
}
