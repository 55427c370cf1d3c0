package org.dl4jvision.extension;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Convolutions;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.encoder.Encoder;
import org.dl4jvision.network.encoder.EncoderOptions;

/** A 3x3 convolution of stride 2 and ReLU a halving, each with twice the channels of the last. */
final class OwnEncoder implements Encoder {
  @Override
  public String name() {
    return "strided";
  }

  @Override
  public String help() {
    return "two convolutions of stride 2; the fastest there is";
  }

  @Override
  public int baseChannels() {
    return 8;
  }

  @Override
  public int depth() {
    return 2;
  }

  @Override
  public int maxDepth() {
    return 5;
  }

  @Override
  public List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options) {
    List<Feature> maps = new ArrayList<>();
    Feature last = input;
    for (int i = 1; i <= options.depth(); i++) {
      var convolution =
          Convolutions.dilated(3, options.baseChannels() << (i - 1), options.dilation(i))
              .stride(options.step(i), options.step(i));
      double dropout = i == options.depth() ? options.dropout() : 0;
      last = graph.convolution("strided" + i, Convolutions.dropping(dropout, convolution), last);
      maps.add(last);
    }
    return Feature.deepestOfEachStride(maps);
  }
}
