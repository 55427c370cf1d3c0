package org.dl4jvision.network.decoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/**
 * The decoder of U-Net++ (Zhou et al., "UNet++: A Nested U-Net Architecture for Medical Image
 * Segmentation", 2018): between an encoder's map and the decoder's of the same stride there are
 * more, each of two 3x3 convolutions of all maps before it and of the one below it, doubled in
 * size.
 */
public final class UNetPlusPlusDecoder implements Decoder {

  private static final int FINEST_CHANNELS = 16;
  private static final int MOST_CHANNELS = 256;

  @Override
  public String name() {
    return "unet++";
  }

  @Override
  public String help() {
    return "as U-Net with dense, nested skips: finer outlines for several times the work";
  }

  @Override
  public String article() {
    return "Zhou et al., UNet++, 2018";
  }

  @Override
  public Feature addTo(GraphWriter graph, List<Feature> maps, int classes) {
    Modules modules = new Modules(graph);
    List<List<Feature>> rows = new ArrayList<>();
    maps.forEach(map -> rows.add(new ArrayList<>(List.of(map))));
    for (int column = 1; column < maps.size(); column++) {
      for (int row = 0; row + column < maps.size(); row++) {
        List<Feature> before = rows.get(row);
        Feature below = rows.get(row + 1).get(column - 1);
        String name = "nested" + before.get(0).stride() + "." + column;
        List<Feature> all = new ArrayList<>(before);
        all.add(enlarged(graph, name, before.get(0).stride(), below));
        Feature joined = graph.concatenation(name + ".concat", all.toArray(Feature[]::new));
        before.add(pair(modules, name, joined));
      }
    }
    List<Feature> finest = rows.get(0);
    Feature last = finest.get(finest.size() - 1);
    while (last.stride() > 1) {
      String name = "nested" + last.stride() / 2;
      last = pair(modules, name, enlarged(graph, name, last.stride() / 2, last));
    }
    return Decoder.logits(graph, classes, last);
  }

  private static Feature enlarged(GraphWriter graph, String name, int stride, Feature map) {
    Feature last = map;
    while (last.stride() > stride) {
      last = graph.doubling(name + ".upsample" + last.stride() / 2, last);
    }
    return last;
  }

  private static Feature pair(Modules modules, String name, Feature input) {
    int channels = Math.min(FINEST_CHANNELS * input.stride(), MOST_CHANNELS);
    Feature last = input;
    for (int i = 0; i < 2; i++) {
      last =
          modules.normalizedConvolution(
              name + ".conv" + i, Kernel.of(3, channels), new ActivationReLU(), last);
    }
    return last;
  }
}
