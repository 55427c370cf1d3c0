package org.dl4jvision.train;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The gradient of a batch as a whole, as {@code ComputationGraph.fit} computes it. */
public final class BatchGradient implements LossGradient {

  private final ComputationGraph network;
  private final FlatGradient gradient;

  /** Gradients of this network, by the losses of its own output layers. */
  public BatchGradient(ComputationGraph network) {
    this.network = network;
    gradient = new FlatGradient(network);
  }

  @Override
  public double of(MultiDataSet batch) {
    network.setInputs(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.setLayerMaskArrays(batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
    network.computeGradientAndScore();
    if (network.conf().isMiniBatch()) {
      // Layers sum over the examples; Deeplearning4j's updaters divide.
      int examples = network.batchSize();
      gradient.derivatives().forEach(part -> part.divi(examples));
    }
    if (batch.hasMaskArrays()) {
      network.clearLayerMaskArrays();
    }
    network.clearLayersStates();
    return network.score();
  }
}
