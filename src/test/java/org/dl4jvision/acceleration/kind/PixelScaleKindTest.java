package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.dl4jvision.layer.feature.PixelScaleVertex;

class PixelScaleKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "pixel-scale";
  }

  @Override
  int inputs(Random random) {
    return 1 + random.nextInt(2);
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    graph.addLayer(
        name + "_scales",
        new ConvolutionLayer.Builder(1, 1).nIn(channels).nOut(1).build(),
        inputs[inputs.length - 1]);
    graph.addVertex(name, new PixelScaleVertex(), inputs[0], name + "_scales");
    return channels;
  }
}
