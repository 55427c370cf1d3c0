package org.dl4jvision.acceleration.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BaseConvBuilder;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class SeparableConvolutionKindTest extends BaseConvolvingKindTestCase {

  @Override
  String kind() {
    return "separable-convolution";
  }

  @Test
  void onePixelOfOneChannelMeetsTheMiddleOfTheKernel() {
    SeparableConvolution2D layer =
        new SeparableConvolution2D.Builder()
            .kernelSize(3, 3)
            .padding(1, 1)
            .nIn(1)
            .nOut(1)
            .biasInit(0.25)
            .activation(Activation.IDENTITY)
            .build();
    MultiLayerNetwork network = network(layer, InputType.convolutional(1, 1, 1), DataType.FLOAT);
    double weight =
        network.getParam("0_W").getDouble(0, 0, 1, 1)
            * network.getParam("0_pW").getDouble(0, 0, 0, 0);
    assertEquals(2 * weight + 0.25, ofTwo(network), 1e-6);
  }

  /** Of a single channel it leaves out the second convolution, or fails. */
  @Override
  boolean computesAlone(int channels, int pixels) {
    return channels > 1;
  }

  /** The product of both kernels: [1, 1, height, width] and [out, 1, 1, 1]. */
  @Override
  INDArray plainWeights(MultiLayerNetwork network) {
    INDArray first = network.getParam("0_W");
    INDArray second = network.getParam("0_pW");
    return spread(second, first).mul(first.broadcast(spread(second, first).shape()));
  }

  @Override
  Map<String, INDArray> fromPlain(MultiLayerNetwork network, INDArray gradient) {
    INDArray first = network.getParam("0_W").castTo(DataType.DOUBLE);
    INDArray second = network.getParam("0_pW").castTo(DataType.DOUBLE);
    return Map.of(
        "0_W", gradient.mul(spread(second, first)).sum(true, 0),
        "0_pW", gradient.mul(first.broadcast(gradient.shape())).sum(true, 2, 3));
  }

  private static INDArray spread(INDArray second, INDArray first) {
    return second.broadcast(second.size(0), 1, first.size(2), first.size(3));
  }

  /** Of a single channel, ND4J makes one only. */
  @Override
  BaseConvBuilder<?> layer(Random random, int channels, CNN2DFormat format) {
    return new SeparableConvolution2D.Builder()
        .dataFormat(format)
        .depthMultiplier(channels > 1 && random.nextInt(3) == 0 ? 2 : 1)
        .nOut(1 + random.nextInt(9));
  }
}
