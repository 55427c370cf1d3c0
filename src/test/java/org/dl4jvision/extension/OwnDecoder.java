package org.dl4jvision.extension;

import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.decoder.Decoder;

/** Repeats the values of the coarsest map until it has the size of the image. */
final class OwnDecoder implements Decoder {
  @Override
  public String name() {
    return "upsampling";
  }

  @Override
  public String help() {
    return "the coarsest map made large, without any weight; for large objects";
  }

  @Override
  public Feature addTo(GraphWriter graph, List<Feature> maps, int classes) {
    Feature last = maps.get(maps.size() - 1);
    while (last.stride() > 1) {
      last = graph.doubling("upsampling" + last.stride(), last);
    }
    return Decoder.logits(graph, classes, last);
  }
}
