package org.dl4jvision.network.blocks;

import java.util.ArrayList;
import java.util.List;

/**
 * A map of features inside a network: [N, channels, input height / stride, input width / stride].
 *
 * @param vertex its name in the graph
 * @param stride how many pixels of the input lie between two of its locations, a power of two
 */
public record Feature(String vertex, int channels, int stride) {

  /** This map under another name, for a vertex that keeps its shape. */
  public Feature as(String name) {
    return new Feature(name, channels, stride);
  }

  /**
   * The last map of every stride, in the order of the strides; {@code maps} go from fine to coarse.
   */
  public static List<Feature> deepestOfEachStride(List<Feature> maps) {
    List<Feature> deepest = new ArrayList<>();
    for (Feature map : maps) {
      if (!deepest.isEmpty() && deepest.get(deepest.size() - 1).stride == map.stride) {
        deepest.remove(deepest.size() - 1);
      }
      deepest.add(map);
    }
    return List.copyOf(deepest);
  }
}
