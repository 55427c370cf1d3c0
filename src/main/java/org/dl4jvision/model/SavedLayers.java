package org.dl4jvision.model;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@code MultiLayerNetwork}. */
final class SavedLayers extends SavedNetwork<MultiLayerNetwork> {

  private final MultiLayerConfiguration configuration;

  SavedLayers(ConfigurationScan json) {
    json.requireRoot("confs", "MultiLayerNetwork");
    configuration = guarded(() -> MultiLayerConfiguration.fromJson(json.text()));
  }

  @Override
  long[] weightsOfParts() {
    return configuration.getConfs().stream()
        .mapToLong(layer -> layer.getLayer().initializer().numParams(layer))
        .toArray();
  }

  @Override
  MultiLayerNetwork network(INDArray weights) {
    if (weights != null) {
      configuration.setDataType(weights.dataType()); // old configurations say nothing of it
    }
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init(weights, false);
    return network;
  }

  @Override
  INDArray updaterState(MultiLayerNetwork network) {
    return network.getUpdater().getStateViewArray();
  }

  @Override
  Stream<INDArray> arrays(MultiLayerNetwork network) {
    return network.paramTable().values().stream();
  }
}
