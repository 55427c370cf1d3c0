package org.dl4jvision.train;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Makes weights smaller before each update, but not by way of the gradient, which Adam would scale
 * (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019): by the learning rate
 * times a coefficient. Biases and normalization stay as they are. The decay is no part of the
 * network's configuration, nor of its loss.
 */
public final class DecoupledDecay implements LossGradient {

  private final ComputationGraph network;
  private final LossGradient gradient;
  private final double coefficient;

  /**
   * @param network that the gradient is of
   * @param gradient is computed with the weights before the decay
   * @param coefficient at least 0
   */
  public DecoupledDecay(ComputationGraph network, LossGradient gradient, double coefficient) {
    this.network = network;
    this.gradient = gradient;
    this.coefficient = Check.notNegative("coefficient", coefficient);
  }

  @Override
  public double of(MultiDataSet batch) {
    double loss = gradient.of(batch);
    for (Layer layer : network.getLayers()) {
      if (layer.conf().getLayer() instanceof BaseLayer conf && conf.getIUpdater() != null) {
        layer
            .paramTable()
            .forEach(
                (name, values) -> {
                  if (conf.initializer().isWeightParam(conf, name)) {
                    values.muli(1 - rate(conf, name) * coefficient);
                  }
                });
      }
    }
    return loss;
  }

  private double rate(BaseLayer conf, String name) {
    var updater = conf.getUpdaterByParam(name);
    var counts = network.getConfiguration();
    return updater.hasLearningRate()
        ? updater.getLearningRate(counts.getIterationCount(), counts.getEpochCount())
        : 0;
  }
}
