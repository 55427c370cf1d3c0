package org.dl4jvision.train;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A step in two halves, so that gradients can be changed between them. With a {@link BatchGradient}
 * it does, bit for bit, what {@code ComputationGraph.fit} does, which is {@link Step#of}.
 */
public final class GradientStep implements Step {

  private final ComputationGraph network;
  private final LossGradient gradient;

  /**
   * @param gradient of this network
   */
  public GradientStep(ComputationGraph network, LossGradient gradient) {
    this.network = Objects.requireNonNull(network, "network");
    this.gradient = Objects.requireNonNull(gradient, "gradient");
  }

  @Override
  public double run(MultiDataSet batch) {
    double loss = gradient.of(batch);
    update();
    return loss;
  }

  private void update() {
    ComputationGraphConfiguration counts = network.getConfiguration();
    int iteration = counts.getIterationCount();
    int epoch = counts.getEpochCount();
    // The gradient is that of the mean over examples, as if of one: it is not to be divided again.
    network
        .getUpdater()
        .update(network.gradient(), iteration, epoch, 1, LayerWorkspaceMgr.noWorkspaces());
    INDArray change = network.getGradientsViewArray();
    network.params().subi(change.reshape(change.length()));
    for (TrainingListener listener : network.getListeners()) {
      listener.iterationDone(network, iteration, epoch);
    }
    counts.setIterationCount(iteration + 1);
    network.applyConstraints(iteration + 1, epoch);
  }

  @Override
  public List<ComputationGraph> networks() {
    return List.of(network);
  }
}
