package org.dl4jvision.task;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.train.WeightAverage;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network as a training saves it.
 *
 * @param network with the weights that are used, and the state of its updater
 * @param trained the weights that the updater changes, where those of the network are their average
 */
record TrainedNetwork(ComputationGraph network, Optional<INDArray> trained) {

  /** A network whose average, if there is one, it is shown. */
  static TrainedNetwork of(ComputationGraph network, Optional<WeightAverage> average) {
    return new TrainedNetwork(network, average.map(WeightAverage::trained));
  }

  /**
   * Gives a network of the same shape all that this one has learnt. Without an average it goes on
   * with the weights that were trained.
   */
  void copyTo(ComputationGraph other, Optional<WeightAverage> average) {
    INDArray weights = trained.orElseGet(network::params);
    other.setParams(average.isPresent() ? network.params() : weights);
    average.ifPresent(of -> of.goOn(weights));
    other.getUpdater().setStateViewArray(network.getUpdater().getStateViewArray());
    var counts = network.getConfiguration();
    other.getConfiguration().setEpochCount(counts.getEpochCount());
    other.getConfiguration().setIterationCount(counts.getIterationCount());
  }

  /** The numbers that the updater keeps. */
  static long states(ComputationGraph network) {
    INDArray state = network.getUpdater().getStateViewArray();
    return state == null ? 0 : state.length();
  }
}
