package org.dl4jvision.network.decoder;

import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.FeaturePyramid;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/**
 * The segmentation branch of a feature pyramid (Kirillov et al., "Panoptic Feature Pyramid
 * Networks", 2019): 3x3 convolutions and bilinear enlargement bring every level of a {@link
 * FeaturePyramid} to stride 4, where all are added up.
 */
public final class FpnDecoder implements Decoder {

  private static final int STRIDE = 4;
  private static final int PYRAMID_CHANNELS = 256;
  private static final int CHANNELS = 128;

  @Override
  public String name() {
    return "fpn";
  }

  @Override
  public String help() {
    return "adds up all levels of a feature pyramid at stride 4: objects of all sizes, fast";
  }

  @Override
  public String article() {
    return "Kirillov et al., Panoptic Feature Pyramid Networks, 2019";
  }

  @Override
  public Feature addTo(GraphWriter graph, List<Feature> maps, int classes) {
    Feature last = maps.get(maps.size() - 1);
    List<Feature> used =
        last.stride() < STRIDE
            ? List.of(last)
            : maps.stream().filter(map -> map.stride() >= STRIDE).toList();
    Modules modules = new Modules(graph);
    Feature[] parts =
        FeaturePyramid.addTo(graph, PYRAMID_CHANNELS, used).stream()
            .map(level -> part(modules, level, used.get(0).stride()))
            .toArray(Feature[]::new);
    Feature sum = parts.length == 1 ? parts[0] : graph.sum("segmentation", parts);
    return Decoder.logits(graph, classes, sum);
  }

  private static Feature part(Modules modules, Feature level, int stride) {
    Feature last = level;
    int number = 0;
    do {
      String name = "segmentation" + level.stride() + "." + number++;
      last =
          modules.normalizedConvolution(name, Kernel.of(3, CHANNELS), new ActivationReLU(), last);
      if (last.stride() > stride) {
        last = modules.graph().bilinear(name + ".enlarged", 2, last);
      }
    } while (last.stride() > stride);
    return last;
  }
}
