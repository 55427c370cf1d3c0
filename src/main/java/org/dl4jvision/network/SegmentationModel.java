package org.dl4jvision.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A network that gives every pixel of an image a value per class.
 *
 * <p>Input [N, channels, height, width], output [N, classes, height, width], where height and width
 * are any multiples of {@link #stride()}.
 */
public interface SegmentationModel {

  /** The name of the architecture, for example {@code U-Net}. */
  String name();

  /** What the height and width of an input must be divisible by, at least 1. */
  int stride();

  /** The configuration of the network; every call returns a new one. */
  ComputationGraphConfiguration configuration();

  /** Builds the network and draws its initial weights. */
  default ComputationGraph init() {
    ComputationGraph graph = new ComputationGraph(configuration());
    graph.init();
    return graph;
  }
}
