package org.dl4jvision.acceleration.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BaseConvBuilder;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.acceleration.Comparison;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class TransposedConvolutionKindTest extends BaseConvolvingKindTestCase {

  @Override
  String kind() {
    return "transposed-convolution";
  }

  @Test
  void whatOneDnnOrDl4jCannotIsRefused() {
    Deconvolution2D.Builder wide = new Deconvolution2D.Builder(1, 1).stride(3, 3);
    Deconvolution2D.Builder dropping = new Deconvolution2D.Builder(2, 2).dropOut(0.5);
    for (Deconvolution2D.Builder layer : List.of(wide, dropping)) {
      layer.convolutionMode(ConvolutionMode.Same).nIn(2).nOut(2);
      MultiLayerNetwork network =
          network(layer.build(), InputType.convolutional(4, 4, 2), DataType.FLOAT);
      assertEquals(0, Comparison.enable(network, true).layers());
    }
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
