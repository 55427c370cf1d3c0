package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;

class UpsamplingKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "upsampling";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    // With 2x2 the convolution that follows looks behind it.
    int[] size =
        random.nextBoolean()
            ? new int[] {2, 2}
            : new int[] {1 + random.nextInt(3), 1 + random.nextInt(3)};
    graph.addLayer(name, new Upsampling2D.Builder().size(size).build(), inputs);
    return channels;
  }
}
