package org.dl4jvision.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** A network of images, [N, channels, height, width], as a configuration of Deeplearning4j. */
public interface VisionNetwork {

  /** What the height and width of an input must be divisible by, at least 1. */
  int multipleOf();

  /** The configuration of the network; every call returns a new one. */
  ComputationGraphConfiguration configuration();

  /** Builds the network and draws its initial weights. */
  default ComputationGraph init() {
    ComputationGraph graph = new ComputationGraph(configuration());
    graph.init();
    return graph;
  }
}
