package org.dl4jvision.bench;

import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.dl4jvision.acceleration.Acceleration;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

/** Who trains a network. All begin with the same parameters. */
public enum TrainingContestant {
  /** This library: its loss layer, accelerated. */
  OURS(Result.OURS) {
    @Override
    TrainingStep step(TrainingInputs inputs) {
      ComputationGraph graph = inputs.network().model().init();
      Acceleration.enable(graph);
      LossTimer.watch(graph);
      return fit(graph, inputs.batch(), 1);
    }
  },
  /** Deeplearning4j as it is, with its own output layer and loss. */
  STOCK("stock") {
    @Override
    TrainingStep step(TrainingInputs inputs) {
      long[] shape = inputs.network().shape();
      double pixels = shape[2] * shape[3];
      ComputationGraph graph =
          new TransferLearning.GraphBuilder(inputs.network().modelOfLossTimes(pixels).init())
              .removeVertexAndConnections("output")
              .addLayer(
                  "output",
                  new CnnLossLayer.Builder(new LossBinaryXENT())
                      .activation(Activation.SIGMOID)
                      .build(),
                  "logits")
              .setOutputs("output")
              .build();
      return fit(graph, inputs.batch(), 1 / pixels);
    }
  },
  /** PyTorch through DJL. */
  PYTORCH("pytorch") {
    @Override
    TrainingStep step(TrainingInputs inputs) {
      return new PyTorchUNet(inputs);
    }
  };

  private final String key;

  TrainingContestant(String key) {
    this.key = key;
  }

  /** The name in tables and JSON. */
  String key() {
    return key;
  }

  /** Ready to train. */
  abstract TrainingStep step(TrainingInputs inputs);

  /**
   * @param scale what the loss is to be multiplied with to be a mean over pixels
   */
  private static TrainingStep fit(ComputationGraph graph, DataSet batch, double scale) {
    return () -> {
      graph.fit(batch);
      return scale * graph.score();
    };
  }
}
