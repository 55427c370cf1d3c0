package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Convolutions;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;

/**
 * The encoder of U-Net (Ronneberger, Fischer and Brox, "U-Net: Convolutional Networks for
 * Biomedical Image Segmentation", 2015): at stride 2<sup>k</sup> two padded 3x3 convolutions with
 * ReLU to {@code baseChannels * 2^k} channels, and a 2x2 max pooling to the next. Its finest map
 * has the size of the image.
 */
public final class PlainEncoder implements Encoder {

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String help() {
    return "U-Net's own: pairs of 3x3 convolutions and max pooling; small objects, few images";
  }

  @Override
  public int baseChannels() {
    return 16;
  }

  @Override
  public int depth() {
    return 3;
  }

  @Override
  public int maxDepth() {
    return 8;
  }

  @Override
  public String article() {
    return "Ronneberger et al., U-Net, 2015";
  }

  @Override
  public List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options) {
    List<Feature> maps = new ArrayList<>();
    Feature last = input;
    for (int level = 0; level < options.depth(); level++) {
      String name = "encoder" + level;
      last = pair(graph, name, level, 0, last, options);
      maps.add(last);
      if (options.step(level + 1) == 2) {
        last = graph.maxPooling(name + "_pool", last);
      }
    }
    // As in the article, dropout acts at the bottom, where a map has the most channels.
    maps.add(pair(graph, "bottleneck", options.depth(), options.dropout(), last, options));
    return Feature.deepestOfEachStride(maps);
  }

  private static Feature pair(
      GraphWriter graph,
      String name,
      int level,
      double dropout,
      Feature input,
      EncoderOptions options) {
    int channels = options.baseChannels() << level;
    return Convolutions.pair(graph, name, channels, options.dilation(level), dropout, input);
  }
}
