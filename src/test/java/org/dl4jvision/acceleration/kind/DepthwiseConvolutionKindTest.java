package org.dl4jvision.acceleration.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BaseConvBuilder;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class DepthwiseConvolutionKindTest extends BaseConvolvingKindTestCase {

  @Override
  String kind() {
    return "depthwise-convolution";
  }

  /** The oneDNN of ND4J's natives refuses them. */
  @Override
  boolean dilates() {
    return false;
  }

  @Test
  void onePixelOfOneChannelMeetsTheMiddleOfTheKernel() {
    DepthwiseConvolution2D layer =
        new DepthwiseConvolution2D.Builder()
            .kernelSize(3, 3)
            .padding(1, 1)
            .nIn(1)
            .nOut(1)
            .biasInit(0.25)
            .activation(Activation.IDENTITY)
            .build();
    MultiLayerNetwork network = network(layer, InputType.convolutional(1, 1, 1), DataType.FLOAT);
    double weight = network.getParam("0_W").getDouble(1, 1, 0, 0);
    assertEquals(2 * weight + 0.25, ofTwo(network), 1e-6);
  }

  @Override
  boolean computesAlone(int channels, int pixels) {
    return channels > 1 || pixels > 1;
  }

  /** DL4J has [height, width, in, multiplier]. */
  @Override
  INDArray plainWeights(MultiLayerNetwork network) {
    return network.getParam("0_W").permute(3, 2, 0, 1);
  }

  @Override
  Map<String, INDArray> fromPlain(MultiLayerNetwork network, INDArray gradient) {
    return Map.of("0_W", gradient.permute(2, 3, 1, 0));
  }

  @Override
  BaseConvBuilder<?> layer(Random random, int channels, CNN2DFormat format) {
    int multiplier = random.nextInt(3) == 0 ? 2 : 1;
    return new DepthwiseConvolution2D.Builder()
        .dataFormat(format)
        .depthMultiplier(multiplier)
        .nOut(multiplier * channels);
  }
}
