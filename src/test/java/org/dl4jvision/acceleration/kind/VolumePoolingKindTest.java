package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;

class VolumePoolingKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "volume-pooling";
  }

  @Override
  boolean ofVolumes() {
    return true;
  }

  /** Strict mode with a stride of 1 fits volumes of all sizes. */
  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    int[] kernel = random.ints(3, 1, 4).toArray();
    PoolingType type = random.nextBoolean() ? PoolingType.MAX : PoolingType.AVG;
    Subsampling3DLayer.Builder layer = new Subsampling3DLayer.Builder(type).kernelSize(kernel);
    if (random.nextInt(4) == 0) {
      layer.stride(1, 1, 1).convolutionMode(ConvolutionMode.Strict);
    } else {
      boolean same = random.nextBoolean();
      layer
          .stride(random.ints(3, 1, 3).toArray())
          .convolutionMode(same ? ConvolutionMode.Same : ConvolutionMode.Truncate);
      if (!same) {
        layer.padding(
            random.nextInt(kernel[0]), random.nextInt(kernel[1]), random.nextInt(kernel[2]));
      }
    }
    graph.addLayer(name, layer.build(), inputs);
    return channels;
  }
}
