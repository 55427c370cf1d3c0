package org.dl4jvision.network.blocks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.activations.Activation;

/**
 * The pyramid of Lin et al., "Feature Pyramid Networks for Object Detection" (2017): maps of equal
 * channels, where a fine one knows what the coarse ones have seen. Every level is a normalized 1x1
 * convolution of the encoder's map plus the level above, doubled in size.
 */
public final class FeaturePyramid {

  private FeaturePyramid() {}

  /**
   * Adds the levels, named after their strides.
   *
   * @param maps the encoder's, from fine to coarse
   * @param channels of every level
   * @return the levels, of the strides of {@code maps}
   */
  public static List<Feature> addTo(GraphWriter graph, int channels, List<Feature> maps) {
    List<Feature> levels = new ArrayList<>();
    Feature above = null;
    for (int i = maps.size() - 1; i >= 0; i--) {
      String name = "pyramid" + maps.get(i).stride();
      Feature level =
          graph.normalizedConvolution(
              name + "_lateral", Convolutions.of(1, channels), Activation.IDENTITY, maps.get(i));
      if (above != null) {
        level = graph.sum(name + "_add", level, enlarged(graph, name + "_upsample", above, level));
      }
      above = level;
      levels.add(level);
    }
    Collections.reverse(levels);
    return levels;
  }

  /** Doubles a map until it has the stride of another. */
  private static Feature enlarged(GraphWriter graph, String name, Feature map, Feature other) {
    Feature last = graph.doubling(name, map);
    while (last.stride() > other.stride()) {
      last = graph.doubling(name + last.stride(), last);
    }
    return last;
  }
}
