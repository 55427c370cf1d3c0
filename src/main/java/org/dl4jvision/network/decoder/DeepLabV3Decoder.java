package org.dl4jvision.network.decoder;

import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;

/**
 * The head of DeepLabV3 (Chen et al., "Rethinking Atrous Convolution for Semantic Image
 * Segmentation", 2017) as torchvision has it: {@link AtrousPyramid} and a 3x3 convolution of the
 * last map.
 */
public final class DeepLabV3Decoder implements Decoder {

  private static final double DROPOUT = 0.5;

  @Override
  public String name() {
    return "deeplab-v3";
  }

  @Override
  public String help() {
    return "sees the last map, of stride 8, at several dilations: large surroundings, soft"
        + " outlines";
  }

  @Override
  public String article() {
    return "Chen et al., Rethinking Atrous Convolution, 2017";
  }

  @Override
  public int outputStride() {
    return 8;
  }

  @Override
  public Feature addTo(GraphWriter graph, List<Feature> maps, int classes) {
    Modules modules = new Modules(graph);
    Feature last = maps.get(maps.size() - 1);
    last = AtrousPyramid.addTo(modules, "classifier.0", last, 12, 24, 36);
    Kernel mixing = Kernel.of(3, AtrousPyramid.CHANNELS).dropping(DROPOUT);
    last = modules.convolution("classifier.1", mixing, last);
    last = modules.relu("classifier.3", modules.normalization("classifier.2", last));
    return modules.convolution("classifier.4", Kernel.of(1, classes).biased(), last);
  }
}
