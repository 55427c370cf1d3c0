package org.dl4jvision.acceleration;

import static org.dl4jvision.acceleration.Comparison.labeled;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculatorCG;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingGraphTrainer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.acceleration.kind.AcceleratedKinds;
import org.dl4jvision.model.Models;
import org.dl4jvision.network.SegmentationNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;

/** Networks that others make of one, and train. */
class AccelerationListenerTest {

  private final DataSet data = labeled(new long[] {2, 1, 16, 16}, new long[] {2, 2, 16, 16});
  private final ComputationGraph network =
      SegmentationNetwork.builder().classes(2).baseChannels(2).depth(1).build().init();

  @BeforeEach
  void needsOneDnn() {
    Comparison.needOneDnn();
    network.setListeners(Acceleration.listener());
  }

  private static boolean isAccelerated(ComputationGraph graph) {
    return AcceleratedKinds.isAccelerated(graph.getLayer("logits"));
  }

  private void assertAcceleratedByTraining(ComputationGraph graph) {
    assertFalse(isAccelerated(graph));
    graph.fit(data);
    assertTrue(isAccelerated(graph));
  }

  @Test
  void acceleratesBeforeTheFirstEpoch() {
    network.fit(new SingletonDataSetIterator(data), 1);
    assertTrue(isAccelerated(network));
  }

  @Test
  void acceleratesNetworksAndTheirClones() {
    assertAcceleratedByTraining(network);
    ComputationGraph clone = network.clone();
    assertNotSame(network, clone);
    assertAcceleratedByTraining(clone);
  }

  /** Layers change within the training of a batch. */
  @Test
  void trainsAsWithoutIt() {
    network.fit(data);
    ComputationGraph clone = network.clone();
    ComputationGraph stock = new ComputationGraph(network.getConfiguration().clone());
    stock.init(network.params().dup(), false);
    stock.getUpdater().setStateViewArray(network.getUpdater().getStateViewArray().dup());
    for (int i = 0; i < 3; i++) {
      clone.fit(data);
      stock.fit(data);
    }
    assertTrue(isAccelerated(clone));
    assertFalse(isAccelerated(stock));
    Comparison.assertClose(stock.params(), clone.params());
  }

  @Test
  void acceleratesWhatIsRestoredAndGivenIt(@TempDir Path folder) throws Exception {
    network.fit(data);
    Path file = folder.resolve("model.zip");
    ModelSerializer.writeModel(network, file.toFile(), true);
    ComputationGraph read = Models.read(file);
    read.setListeners(network.getListeners());
    assertAcceleratedByTraining(read);
  }

  @Test
  void acceleratesInEarlyStopping() {
    var configuration =
        new EarlyStoppingConfiguration.Builder<ComputationGraph>()
            .epochTerminationConditions(new MaxEpochsTerminationCondition(2))
            .scoreCalculator(new DataSetLossCalculatorCG(new SingletonDataSetIterator(data), true))
            .modelSaver(new InMemoryModelSaver<>())
            .build();
    ComputationGraph best =
        new EarlyStoppingGraphTrainer(configuration, network, new SingletonDataSetIterator(data))
            .fit()
            .getBestModel();
    assertTrue(isAccelerated(network));
    assertAcceleratedByTraining(best);
  }

  /** As ParallelWrapper does: a network of the same configuration, with its listeners. */
  @Test
  void acceleratesReplicasInTheirThreads() throws InterruptedException {
    ComputationGraph[] replicas = new ComputationGraph[2];
    Thread[] threads = new Thread[replicas.length];
    for (int i = 0; i < threads.length; i++) {
      ComputationGraph replica =
          new ComputationGraph(
              ComputationGraphConfiguration.fromJson(network.getConfiguration().toJson()));
      replicas[i] = replica;
      threads[i] =
          new Thread(
              () -> {
                replica.init();
                replica.setListeners(network.getListeners());
                replica.fit(data.copy());
                replica.fit(data.copy());
              });
      threads[i].start();
    }
    for (int i = 0; i < threads.length; i++) {
      threads[i].join();
      assertTrue(isAccelerated(replicas[i]));
    }
  }
}
