package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BaseConvBuilder;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;

class TransposedConvolutionKindTest extends BaseConvolvingKindTestCase {

  @Override
  String kind() {
    return "transposed-convolution";
  }

  /** The oneDNN of ND4J's natives refuses to go back through them. */
  @Override
  boolean dilates() {
    return false;
  }

  @Override
  BaseConvBuilder<?> layer(Random random, int channels, CNN2DFormat format) {
    return new Deconvolution2D.Builder().dataFormat(format).nOut(1 + random.nextInt(9));
  }
}
