package org.dl4jvision.acceleration.kind;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.activations.Activation;

class ConvolutionKindTest extends BaseAcceleratedKindTestCase {

  private static final Activation[] ACTIVATIONS = {
    Activation.RELU, Activation.IDENTITY, Activation.TANH, Activation.ELU, Activation.SOFTMAX
  };

  @Override
  String kind() {
    return "convolution";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    int out = 1 + random.nextInt(9);
    int dilation = random.nextInt(4) == 0 ? 2 : 1;
    int stride = 1 + random.nextInt(2);
    graph.addLayer(
        name,
        new ConvolutionLayer.Builder(1 + random.nextInt(3), 1 + random.nextInt(3))
            .nIn(channels)
            .nOut(out)
            .stride(stride, stride)
            .dilation(dilation, dilation)
            .hasBias(random.nextBoolean())
            .convolutionMode(random.nextBoolean() ? ConvolutionMode.Same : ConvolutionMode.Truncate)
            .activation(ACTIVATIONS[random.nextInt(ACTIVATIONS.length)])
            .dropOut(random.nextInt(4) == 0 ? 0.7 : 1)
            .build(),
        inputs);
    return out;
  }
}
