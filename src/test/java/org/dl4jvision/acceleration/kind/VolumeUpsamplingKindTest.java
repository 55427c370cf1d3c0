package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.Upsampling3D;

class VolumeUpsamplingKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "volume-upsampling";
  }

  @Override
  boolean ofVolumes() {
    return true;
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    int[] size = random.ints(3, 1, 3).toArray();
    graph.addLayer(
        name,
        new Upsampling3D.Builder().dataFormat(Convolution3D.DataFormat.NCDHW).size(size).build(),
        inputs);
    return channels;
  }
}
