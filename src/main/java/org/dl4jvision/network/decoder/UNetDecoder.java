package org.dl4jvision.network.decoder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.network.blocks.Convolutions;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;

/**
 * The decoder of U-Net (Ronneberger, Fischer and Brox, "U-Net: Convolutional Networks for
 * Biomedical Image Segmentation", 2015): a level doubles height and width (nearest neighbor), gives
 * the map the channels of the encoder's of the same stride by a 3x3 convolution, appends the latter
 * and applies two more 3x3 convolutions. Where the encoder has no map of a stride, a level halves
 * the channels and appends nothing.
 */
public final class UNetDecoder implements Decoder {

  @Override
  public String name() {
    return "unet";
  }

  @Override
  public String help() {
    return "U-Net's: step by step up to the image's size, with all of the encoder's maps";
  }

  @Override
  public Feature addTo(GraphWriter graph, List<Feature> maps, int classes) {
    Map<Integer, Feature> skips = new HashMap<>();
    maps.forEach(map -> skips.put(map.stride(), map));
    Feature last = maps.get(maps.size() - 1);
    while (last.stride() > 1) {
      int stride = last.stride() / 2;
      String name = "decoder" + Integer.numberOfTrailingZeros(stride);
      Feature skip = skips.get(stride);
      int channels = skip != null ? skip.channels() : Math.max(1, last.channels() / 2);
      last = graph.doubling(name + "_upsample", last);
      last = graph.convolution(name + "_halve", Convolutions.of(3, channels), last);
      if (skip != null) {
        last = graph.concatenation(name + "_concat", skip, last);
      }
      last = Convolutions.pair(graph, name, channels, 1, 0, last);
    }
    return Decoder.logits(graph, classes, last);
  }
}
