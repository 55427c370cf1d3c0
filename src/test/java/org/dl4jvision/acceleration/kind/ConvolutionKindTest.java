package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BaseConvBuilder;

class ConvolutionKindTest extends BaseConvolvingKindTestCase {

  @Override
  String kind() {
    return "convolution";
  }

  @Override
  BaseConvBuilder<?> layer(Random random, int channels, CNN2DFormat format) {
    return new ConvolutionLayer.Builder().dataFormat(format).nOut(1 + random.nextInt(9));
  }
}
