package org.dl4jvision.bench;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.bench.torch.TorchNetwork;
import org.dl4jvision.bench.torch.TorchProcess;
import org.nd4j.linalg.dataset.DataSet;

/** Who trains a network. All begin with the same parameters. */
public enum TrainingContestant {
  /** This library: its loss layer, accelerated. */
  OURS(Result.OURS) {
    @Override
    TrainingStep step(TrainingWorkload workload) {
      ComputationGraph graph = workload.network();
      Acceleration.enable(graph);
      LossTimer.watch(graph);
      return fit(graph, workload.batch(), 1);
    }
  },
  /** Deeplearning4j as it is, with its own output layer and loss. */
  STOCK("stock") {
    @Override
    TrainingStep step(TrainingWorkload workload) {
      return fit(workload.stock(), workload.batch(), workload.stockScale());
    }
  },
  /** PyTorch through DJL. */
  PYTORCH("pytorch") {
    @Override
    String obstacle(TrainingWorkload workload) {
      return workload instanceof UNetWorkload ? PyTorch.obstacle() : "U-Nets only";
    }

    @Override
    TrainingStep step(TrainingWorkload workload) {
      return new PyTorchUNet((UNetWorkload) workload);
    }
  },
  /** Python's PyTorch. */
  PYTHON("python") {
    @Override
    String obstacle(TrainingWorkload workload) {
      return torchObstacle(workload);
    }

    @Override
    TrainingStep step(TrainingWorkload workload) {
      return torch(workload, TorchProcess.Layout.CONTIGUOUS);
    }
  },
  /** Python's PyTorch with the channels of a map last. */
  PYTHON_CHANNELS_LAST("pythonChannelsLast") {
    @Override
    String obstacle(TrainingWorkload workload) {
      return torchObstacle(workload);
    }

    @Override
    TrainingStep step(TrainingWorkload workload) {
      return torch(workload, TorchProcess.Layout.CHANNELS_LAST);
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

  /** Why this one cannot train that network here; null if it can. */
  String obstacle(TrainingWorkload workload) {
    return null;
  }

  /** Ready to train. */
  abstract TrainingStep step(TrainingWorkload workload);

  /**
   * @param scale what the loss is to be multiplied with to be that of the others
   */
  private static TrainingStep fit(ComputationGraph graph, DataSet batch, double scale) {
    return () -> {
      graph.fit(batch);
      return scale * graph.score();
    };
  }

  private static String torchObstacle(TrainingWorkload workload) {
    if (TorchProcess.obstacle() != null) {
      return TorchProcess.obstacle();
    }
    try {
      new TorchNetwork(workload.network(), workload.batch());
      return null;
    } catch (UnsupportedOperationException e) {
      return "not translated: " + e.getMessage();
    }
  }

  private static TrainingStep torch(TrainingWorkload workload, TorchProcess.Layout layout) {
    TorchNetwork network = new TorchNetwork(workload.network(), workload.batch());
    TorchProcess process =
        new TorchProcess(network, layout, Runtime.getRuntime().availableProcessors());
    PeakMemoryProfiler.watch(process.pid());
    return new TrainingStep() {
      @Override
      public double run() {
        return process.step();
      }

      @Override
      public void close() {
        process.close();
      }
    };
  }
}
