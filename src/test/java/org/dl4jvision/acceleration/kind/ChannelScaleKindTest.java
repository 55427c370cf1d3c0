package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.dl4jvision.layer.feature.ChannelScaleVertex;

/** By vectors, or by maps of one pixel, with a convolution before it or none. */
class ChannelScaleKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "channel-scale";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    String scales = name + "_scales";
    boolean vectors = random.nextBoolean();
    graph.addLayer(
        scales,
        new GlobalPoolingLayer.Builder(PoolingType.AVG).collapseDimensions(vectors).build(),
        inputs);
    if (!vectors && random.nextBoolean()) {
      graph.addLayer(
          scales + "_conv",
          new ConvolutionLayer.Builder(1, 1).nIn(channels).nOut(channels).build(),
          scales);
      scales += "_conv";
    }
    graph.addVertex(name, new ChannelScaleVertex(), inputs[0], scales);
    return channels;
  }
}
