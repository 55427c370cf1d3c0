package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;

/** With the same seed, the same numbers must be dropped. */
class DropoutKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "dropout";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    graph.addLayer(
        name,
        new DropoutLayer.Builder(
                random.nextInt(4) > 0
                    ? new Dropout(0.3 + 0.6 * random.nextDouble())
                    : new GaussianDropout(0.1))
            .build(),
        inputs);
    return channels;
  }
}
