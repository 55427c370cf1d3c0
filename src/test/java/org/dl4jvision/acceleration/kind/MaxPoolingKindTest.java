package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

class MaxPoolingKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "max-pooling";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    int kernel = random.nextInt(4) == 0 ? 3 : 2;
    graph.addLayer(
        name,
        new SubsamplingLayer.Builder(random.nextInt(4) == 0 ? PoolingType.AVG : PoolingType.MAX)
            .kernelSize(kernel, kernel)
            .stride(2, 2)
            .convolutionMode(random.nextBoolean() ? ConvolutionMode.Same : ConvolutionMode.Truncate)
            .build(),
        inputs);
    return channels;
  }
}
