package org.dl4jvision.network.decoder;

import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/**
 * DeepLabV3+ (Chen et al., "Encoder-Decoder with Atrous Separable Convolution for Semantic Image
 * Segmentation", 2018): {@link AtrousPyramid} of the last map, of stride 16, enlarged and joined
 * with what an early map, of stride 4, knows of outlines.
 */
public final class DeepLabV3PlusDecoder implements Decoder {

  private static final int EARLY_STRIDE = 4;
  private static final int EARLY_CHANNELS = 48;

  @Override
  public String name() {
    return "deeplab-v3+";
  }

  @Override
  public String help() {
    return "as deeplab-v3 at stride 16, with outlines from an early map: accurate and faster";
  }

  @Override
  public String article() {
    return "Chen et al., Encoder-Decoder with Atrous Separable Convolution, 2018";
  }

  @Override
  public int outputStride() {
    return 16;
  }

  @Override
  public Feature addTo(GraphWriter graph, List<Feature> maps, int classes) {
    Modules modules = new Modules(graph);
    IActivation relu = new ActivationReLU();
    Feature last = maps.get(maps.size() - 1);
    last = AtrousPyramid.addTo(modules, "aspp", last, 6, 12, 18);
    Feature early =
        maps.stream()
            .filter(map -> map.stride() >= EARLY_STRIDE)
            .findFirst()
            .orElse(maps.get(maps.size() - 1));
    early = modules.normalizedConvolution("early", Kernel.of(1, EARLY_CHANNELS), relu, early);
    Feature enlarged = graph.resized("aspp.enlarged", last, early);
    Feature all = graph.concatenation("decoder.concat", enlarged, early);
    all =
        modules.normalizedConvolution("decoder.0", Kernel.of(3, AtrousPyramid.CHANNELS), relu, all);
    all =
        modules.normalizedConvolution("decoder.1", Kernel.of(3, AtrousPyramid.CHANNELS), relu, all);
    return Decoder.logits(graph, classes, all);
  }
}
