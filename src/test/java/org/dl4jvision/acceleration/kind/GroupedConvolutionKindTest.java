package org.dl4jvision.acceleration.kind;

import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BaseConvBuilder;
import org.dl4jvision.layer.feature.GroupedConvolutionLayer;

class GroupedConvolutionKindTest extends BaseConvolvingKindTestCase {

  @Override
  String kind() {
    return "grouped-convolution";
  }

  /** As many groups as divide the channels, one and all of them included. */
  @Override
  BaseConvBuilder<?> layer(Random random, int channels, CNN2DFormat format) {
    int[] divisors = IntStream.rangeClosed(1, channels).filter(i -> channels % i == 0).toArray();
    int groups = divisors[random.nextInt(divisors.length)];
    GroupedConvolutionLayer.Builder layer = new GroupedConvolutionLayer.Builder(groups, 1, 1);
    layer.dataFormat(format);
    layer.nOut(groups * (1 + random.nextInt(3)));
    return layer;
  }
}
