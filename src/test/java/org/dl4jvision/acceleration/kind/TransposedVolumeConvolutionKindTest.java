package org.dl4jvision.acceleration.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BaseConvBuilder;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.acceleration.Comparison;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class TransposedVolumeConvolutionKindTest extends BaseConvolvingKindTestCase {

  @Override
  String kind() {
    return "transposed-volume-convolution";
  }

  @Override
  boolean ofVolumes() {
    return true;
  }

  /** The oneDNN of ND4J's natives refuses them. */
  @Override
  boolean dilates() {
    return false;
  }

  @Override
  boolean drops() {
    return false;
  }

  @Test
  void dropoutIsRefused() {
    Deconvolution3D layer =
        new Deconvolution3D.Builder()
            .kernelSize(2, 2, 2)
            .stride(1, 1, 1)
            .dropOut(0.5)
            .nIn(2)
            .nOut(2)
            .build();
    InputType type = InputType.convolutional3D(dataFormat(CNN2DFormat.NCHW), 4, 4, 4, 2);
    MultiLayerNetwork network = network(layer, type, DataType.FLOAT);
    assertEquals(0, Comparison.enable(network, true).layers());
  }

  @Override
  BaseConvBuilder<?> layer(Random random, int channels, CNN2DFormat format) {
    return new Deconvolution3D.Builder().dataFormat(dataFormat(format)).nOut(1 + random.nextInt(9));
  }
}
