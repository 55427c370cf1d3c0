package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

class PoolingKindTest extends BaseAcceleratedKindTestCase {

  private static final PoolingType[] TYPES = {
    PoolingType.MAX, PoolingType.MAX, PoolingType.AVG, PoolingType.AVG, PoolingType.PNORM
  };

  @Override
  String kind() {
    return "pooling";
  }

  /** Strict mode with a stride of 1 fits maps of all sizes. */
  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    int[] kernel = {1 + random.nextInt(3), 1 + random.nextInt(3)};
    boolean exact = random.nextInt(4) == 0;
    SubsamplingLayer.Builder layer =
        new SubsamplingLayer.Builder(TYPES[random.nextInt(TYPES.length)])
            .kernelSize(kernel)
            .pnorm(2)
            .avgPoolIncludePadInDivisor(random.nextBoolean());
    if (exact) {
      layer.stride(1, 1).convolutionMode(ConvolutionMode.Strict);
    } else {
      boolean same = random.nextBoolean();
      layer
          .stride(1 + random.nextInt(2), 1 + random.nextInt(2))
          .convolutionMode(same ? ConvolutionMode.Same : ConvolutionMode.Truncate);
      if (!same) {
        layer.padding(random.nextInt(kernel[0]), random.nextInt(kernel[1]));
      }
    }
    graph.addLayer(name, layer.build(), inputs);
    return channels;
  }
}
