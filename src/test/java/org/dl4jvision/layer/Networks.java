package org.dl4jvision.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Small networks with two input channels, two convolutions and the layer under test. */
final class Networks {

  private Networks() {}

  static MultiLayerNetwork sequential(FeatureMaps maps, Activation activation, boolean miniBatch) {
    return sequential(maps, activation, miniBatch, WorkspaceMode.ENABLED);
  }

  static MultiLayerNetwork sequential(
      FeatureMaps maps, Activation activation, boolean miniBatch, WorkspaceMode workspaces) {
    return sequential(
        maps,
        new SegmentationLossLayer.Builder(new ImageLoss())
            .name("loss")
            .activation(activation)
            .build(),
        miniBatch,
        workspaces);
  }

  static MultiLayerNetwork sequential(
      FeatureMaps maps, Layer output, boolean miniBatch, WorkspaceMode workspaces) {
    DataType type = Nd4j.dataType();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(type)
                .updater(new Sgd(1))
                .l2(0.01)
                .miniBatch(miniBatch)
                .trainingWorkspaceMode(workspaces)
                .inferenceWorkspaceMode(workspaces)
                .list()
                .layer(maps.hidden(2))
                .layer(maps.head(FeatureMaps.CLASSES))
                .layer(output)
                .setInputType(maps.inputType(2))
                .build());
    network.init();
    return network;
  }
}
