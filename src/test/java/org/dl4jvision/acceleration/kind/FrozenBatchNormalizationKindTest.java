package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.dl4jvision.layer.feature.FrozenBatchNormalization;

class FrozenBatchNormalizationKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "frozen-batch-normalization";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    FrozenBatchNormalization layer =
        new FrozenBatchNormalization(channels, random.nextBoolean() ? 1e-5 : 1e-2);
    layer.setUseLogStd(random.nextBoolean());
    graph.addLayer(name, layer, inputs);
    return channels;
  }
}
