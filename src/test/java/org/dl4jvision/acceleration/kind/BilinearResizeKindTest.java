package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.dl4jvision.layer.feature.BilinearResizeVertex;

class BilinearResizeKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "bilinear-resize";
  }

  @Override
  int inputs(Random random) {
    return 2;
  }

  /** One of the two is made smaller first. */
  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    int smaller = random.nextInt(2);
    int stride = 1 + random.nextInt(3);
    graph.addLayer(
        name + "_small",
        new ConvolutionLayer.Builder(3, 3)
            .nIn(channels)
            .nOut(channels)
            .stride(stride, stride)
            .build(),
        inputs[smaller]);
    String[] sized = inputs.clone();
    sized[smaller] = name + "_small";
    graph.addVertex(name, new BilinearResizeVertex(), sized);
    return channels;
  }
}
