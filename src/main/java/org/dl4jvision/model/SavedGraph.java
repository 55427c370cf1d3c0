package org.dl4jvision.model;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@code ComputationGraph}. */
final class SavedGraph extends SavedNetwork<ComputationGraph> {

  private final ComputationGraphConfiguration configuration;

  SavedGraph(ConfigurationScan json) {
    json.requireRoot("vertices", "ComputationGraph");
    configuration = guarded(() -> ComputationGraphConfiguration.fromJson(json.text()));
  }

  @Override
  long[] weightsOfParts() {
    return configuration.getVertices().values().stream()
        .mapToLong(vertex -> vertex.numParams(true))
        .toArray();
  }

  @Override
  ComputationGraph network(INDArray weights) {
    if (weights != null) {
      configuration.setDataType(weights.dataType()); // old configurations say nothing of it
    }
    ComputationGraph network = new ComputationGraph(configuration);
    network.init(weights, false);
    return network;
  }

  @Override
  INDArray updaterState(ComputationGraph network) {
    return network.getUpdater().getStateViewArray();
  }

  @Override
  Stream<INDArray> arrays(ComputationGraph network) {
    return network.paramTable().values().stream();
  }
}
