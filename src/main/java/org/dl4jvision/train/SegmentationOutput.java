package org.dl4jvision.train;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Splits the last step of a segmentation network, so that one forward pass gives both its loss and
 * its probabilities.
 */
final class SegmentationOutput {

  private final ComputationGraph network;
  private final List<String> logits;
  private final ILossFunction loss;
  private final IActivation activation;

  /**
   * @throws IllegalArgumentException if the network does not end in a {@link SegmentationLossLayer}
   */
  SegmentationOutput(ComputationGraph network) {
    this.network = network;
    String output = network.getConfiguration().getNetworkOutputs().get(0);
    if (network.getNumOutputArrays() != 1
        || !(network.getLayer(output).conf().getLayer() instanceof SegmentationLossLayer layer)) {
      throw new IllegalArgumentException(
          "the network must have one output, a SegmentationLossLayer, but ends in "
              + network.getConfiguration().getNetworkOutputs());
    }
    logits = network.getConfiguration().getVertexInputs().get(output);
    loss = layer.getLossFn();
    activation = layer.getActivationFn();
  }

  /** What enters the last layer: [N, channels, H, W]. */
  INDArray logits(INDArray features) {
    return network.output(logits, false, new INDArray[] {features}, null)[0];
  }

  /** Sum of the losses of the examples. */
  double loss(INDArray labels, INDArray logits, INDArray mask) {
    return loss.computeScore(labels, logits, activation, mask, false);
  }

  /** Probabilities; the argument may be overwritten. */
  INDArray activate(INDArray logits) {
    return activation.getActivation(logits, false);
  }
}
