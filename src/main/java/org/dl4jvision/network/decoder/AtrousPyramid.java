package org.dl4jvision.network.decoder;

import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/**
 * Atrous spatial pyramid pooling as torchvision has it: a 1x1 convolution, 3x3 convolutions of
 * several dilations and the mean of the whole map, side by side, and a 1x1 convolution of them all.
 */
final class AtrousPyramid {

  /** Channels of every part, and of the result. */
  static final int CHANNELS = 256;

  private AtrousPyramid() {}

  /** Adds the layers. */
  static Feature addTo(Modules modules, String name, Feature input, int... dilations) {
    IActivation relu = new ActivationReLU();
    Feature[] parts = new Feature[dilations.length + 2];
    parts[0] =
        modules.normalizedConvolution(name + ".convs.0", Kernel.of(1, CHANNELS), relu, input);
    for (int i = 1; i <= dilations.length; i++) {
      Kernel dilated = Kernel.of(3, CHANNELS).dilation(dilations[i - 1]);
      parts[i] = modules.normalizedConvolution(name + ".convs." + i, dilated, relu, input);
    }
    String pooling = name + ".convs." + (dilations.length + 1);
    Feature mean =
        modules
            .graph()
            .add(
                input.as(pooling + ".0"),
                new GlobalPoolingLayer.Builder(PoolingType.AVG).collapseDimensions(false).build(),
                input);
    mean = modules.convolution(pooling + ".1", Kernel.of(1, CHANNELS), mean);
    mean = modules.relu(pooling + ".3", modules.normalization(pooling + ".2", mean));
    parts[dilations.length + 1] = modules.graph().resized(pooling, mean, input);
    Feature all = modules.graph().concatenation(name + ".concat", parts);
    return modules.normalizedConvolution(name + ".project", Kernel.of(1, CHANNELS), relu, all);
  }
}
