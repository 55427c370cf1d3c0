package org.dl4jvision.network.decoder;

import java.util.List;
import org.dl4jvision.layer.feature.AdaptiveAveragePoolingLayer;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/**
 * The head of PSPNet (Zhao et al., "Pyramid Scene Parsing Network", 2017): means of the last map,
 * of stride 8, over 1, 4, 9 and 36 parts of it, enlarged and joined with it.
 */
public final class PspNetDecoder implements Decoder {

  private static final int[] PARTS = {1, 2, 3, 6};
  private static final double DROPOUT = 0.1;

  @Override
  public String name() {
    return "pspnet";
  }

  @Override
  public String help() {
    return "joins the last map, of stride 8, with means over large parts of the image: whole"
        + " scenes";
  }

  @Override
  public String article() {
    return "Zhao et al., Pyramid Scene Parsing Network, 2017";
  }

  @Override
  public int outputStride() {
    return 8;
  }

  @Override
  public Feature addTo(GraphWriter graph, List<Feature> maps, int classes) {
    Modules modules = new Modules(graph);
    IActivation relu = new ActivationReLU();
    Feature map = maps.get(maps.size() - 1);
    int channels = Math.max(1, map.channels() / PARTS.length);
    Feature[] all = new Feature[PARTS.length + 1];
    all[0] = map;
    for (int i = 0; i < PARTS.length; i++) {
      String name = "psp.stages." + i;
      Feature means =
          graph.add(
              map.as(name + ".means"), new AdaptiveAveragePoolingLayer(PARTS[i], PARTS[i]), map);
      means = modules.normalizedConvolution(name, Kernel.of(1, channels), relu, means);
      all[i + 1] = graph.resized(name + ".enlarged", means, map);
    }
    Feature last = graph.concatenation("psp.concat", all);
    last = modules.normalizedConvolution("psp.bottleneck", Kernel.of(3, channels), relu, last);
    return modules.convolution("logits", Kernel.of(1, classes).biased().dropping(DROPOUT), last);
  }
}
