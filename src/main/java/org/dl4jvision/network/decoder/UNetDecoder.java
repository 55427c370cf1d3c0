package org.dl4jvision.network.decoder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.layer.feature.PixelScaleVertex;
import org.dl4jvision.network.blocks.Convolutions;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.nd4j.linalg.activations.Activation;

/**
 * The decoder of U-Net (Ronneberger, Fischer and Brox, "U-Net: Convolutional Networks for
 * Biomedical Image Segmentation", 2015): a level doubles height and width (nearest neighbor), gives
 * the map the channels of the encoder's of the same stride by a 3x3 convolution, appends the latter
 * and applies two more 3x3 convolutions. Where the encoder has no map of a stride, a level halves
 * the channels and appends nothing.
 *
 * <p>With attention (Oktay et al., "Attention U-Net: Learning Where to Look for the Pancreas",
 * 2018), every pixel of the encoder's map is first multiplied by a number between 0 and 1, which
 * two 1x1 convolutions find from the map and the level.
 */
public final class UNetDecoder implements Decoder {

  private final boolean attention;

  /**
   * @param attention whether the encoder's maps pass a gate
   */
  UNetDecoder(boolean attention) {
    this.attention = attention;
  }

  @Override
  public String name() {
    return attention ? "unet-attention" : "unet";
  }

  @Override
  public String help() {
    if (attention) {
      return "U-Net's, which first learns what pixels of the encoder's maps to look at";
    }
    return "U-Net's: step by step up to the image's size, with all of the encoder's maps";
  }

  @Override
  public String article() {
    return attention ? "Oktay et al., Attention U-Net, 2018" : "Ronneberger et al., U-Net, 2015";
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
      last = graph.unit(name + "_halve", Convolutions.of(3, channels), last);
      if (skip != null) {
        Feature seen = attention ? gated(graph, name, skip, last) : skip;
        last = graph.concatenation(name + "_concat", seen, last);
      }
      last = Convolutions.pair(graph, name, channels, 1, 0, last);
    }
    return Decoder.logits(graph, classes, last);
  }

  private static Feature gated(GraphWriter graph, String name, Feature skip, Feature level) {
    int channels = Math.max(1, skip.channels() / 2);
    Feature ofSkip =
        graph.normalizedConvolution(
            name + "_gate_skip", Convolutions.of(1, channels), Activation.IDENTITY, skip);
    Feature ofLevel =
        graph.normalizedConvolution(
            name + "_gate_level", Convolutions.of(1, channels), Activation.IDENTITY, level);
    Feature sum = graph.sum(name + "_gate_sum", ofSkip, ofLevel);
    sum = graph.activation(name + "_gate_relu", Activation.RELU, sum);
    Feature gate =
        graph.normalizedConvolution(name + "_gate", Convolutions.of(1, 1), Activation.SIGMOID, sum);
    return graph.add(skip.as(name + "_gated"), new PixelScaleVertex(), skip, gate);
  }
}
