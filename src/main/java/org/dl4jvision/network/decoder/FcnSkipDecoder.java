package org.dl4jvision.network.decoder;

import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;

/**
 * Fully convolutional networks with skips (Long, Shelhamer and Darrell, "Fully Convolutional
 * Networks for Semantic Segmentation", 2015): the scores of the classes that 1x1 convolutions find
 * in the coarsest map are doubled in size and added to those of the next one, down to a stride.
 */
public final class FcnSkipDecoder implements Decoder {

  private final int finest;

  /**
   * @param finest the smallest stride of a map that is looked at
   */
  FcnSkipDecoder(int finest) {
    this.finest = finest;
  }

  @Override
  public String name() {
    return "fcn" + finest + "s";
  }

  @Override
  public String help() {
    return "adds up the scores of maps down to stride " + finest + ": hardly any parameters";
  }

  @Override
  public String article() {
    return "Long et al., Fully Convolutional Networks, 2015";
  }

  @Override
  public Feature addTo(GraphWriter graph, List<Feature> maps, int classes) {
    Modules modules = new Modules(graph);
    Kernel scores = Kernel.of(1, classes).biased();
    Feature last = null;
    for (int i = maps.size() - 1; i >= 0; i--) {
      Feature map = maps.get(i);
      if (last == null) {
        last = modules.convolution("score" + map.stride(), scores, map);
      } else if (map.stride() >= finest) {
        Feature enlarged = graph.resized("enlarged" + map.stride(), last, map);
        Feature own = modules.convolution("score" + map.stride(), scores, map);
        last = graph.sum("sum" + map.stride(), enlarged, own);
      }
    }
    return last;
  }
}
