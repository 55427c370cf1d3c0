package org.dl4jvision.bench;

import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A network and a batch of images for a training step, always the same. Instances are immutable.
 */
interface TrainingWorkload {

  /** The name in tables and JSON. */
  @Override
  String toString();

  /** The network, trained by Adam at 0.001, with its initial weights. */
  ComputationGraph network();

  /** The same of Deeplearning4j's own layers alone, with the same weights. */
  ComputationGraph stock();

  /** What the loss of {@link #stock} is to be multiplied with to be that of {@link #network}. */
  double stockScale();

  DataSet batch();

  /**
   * The workload of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static TrainingWorkload of(String name) {
    return Names.find(
        "network",
        name,
        Stream.concat(Stream.of(UNetWorkload.values()), ZooWorkload.all().stream())
            .toArray(TrainingWorkload[]::new));
  }
}
