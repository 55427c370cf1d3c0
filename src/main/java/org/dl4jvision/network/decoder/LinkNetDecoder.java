package org.dl4jvision.network.decoder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/**
 * The decoder of LinkNet (Chaurasia and Culurciello, "LinkNet: Exploiting Encoder Representations
 * for Efficient Semantic Segmentation", 2017): a level has a 1x1 convolution to a quarter of the
 * channels, a transposed one that doubles the size, and a 1x1 convolution to the channels of the
 * encoder's map, which is added instead of appended.
 */
public final class LinkNetDecoder implements Decoder {

  private static final int REDUCTION = 4;
  private static final int LAST_CHANNELS = 32;

  @Override
  public String name() {
    return "linknet";
  }

  @Override
  public String help() {
    return "as U-Net, but narrow, and the encoder's maps are added instead of appended: fast";
  }

  @Override
  public String article() {
    return "Chaurasia and Culurciello, LinkNet, 2017";
  }

  @Override
  public Feature addTo(GraphWriter graph, List<Feature> maps, int classes) {
    Map<Integer, Feature> skips = new HashMap<>();
    maps.forEach(map -> skips.put(map.stride(), map));
    Modules modules = new Modules(graph);
    Feature last = maps.get(maps.size() - 1);
    while (last.stride() > 1) {
      int stride = last.stride() / 2;
      Feature skip = skips.get(stride);
      last = level(modules, stride, skip != null ? skip.channels() : LAST_CHANNELS, last);
      if (skip != null) {
        last = graph.sum("decoder" + stride, last, skip);
      }
    }
    return Decoder.logits(graph, classes, last);
  }

  private static Feature level(Modules modules, int stride, int channels, Feature input) {
    String name = "decoder" + stride + ".";
    IActivation relu = new ActivationReLU();
    int narrow = Math.max(1, input.channels() / REDUCTION);
    Feature last = modules.normalizedConvolution(name + "0", Kernel.of(1, narrow), relu, input);
    last =
        modules
            .graph()
            .add(
                new Feature(name + "1.0", narrow, stride),
                new Deconvolution2D.Builder(3, 3)
                    .stride(2, 2)
                    .convolutionMode(ConvolutionMode.Same)
                    .nIn(narrow)
                    .nOut(narrow)
                    .hasBias(false)
                    .activation(Activation.IDENTITY)
                    .build(),
                last);
    last = modules.relu(name + "1.2", modules.normalization(name + "1.1", last));
    return modules.normalizedConvolution(name + "2", Kernel.of(1, channels), relu, last);
  }
}
