package org.dl4jvision.task.segmentation;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What a segmentation network makes of a batch: one forward pass gives both its loss and its
 * probabilities.
 */
final class SegmentationOutput {

  private final ComputationGraph network;
  private final List<String> vertices;
  private final ILossFunction loss;
  private final IActivation activation;

  /**
   * @throws IllegalArgumentException if the network does not end in a {@link SegmentationLossLayer}
   */
  SegmentationOutput(ComputationGraph network) {
    this.network = network;
    List<String> outputs = network.getConfiguration().getNetworkOutputs();
    if (outputs.size() != 1
        || !(network.getLayer(outputs.get(0)).conf().getLayer()
            instanceof SegmentationLossLayer layer)) {
      throw new IllegalArgumentException(
          "the network must have one output, a SegmentationLossLayer, but has " + outputs);
    }
    String output = outputs.get(0);
    String logits = network.getConfiguration().getVertexInputs().get(output).get(0);
    vertices = List.of(logits, output);
    loss = layer.getLossFn();
    activation = layer.getActivationFn();
  }

  /**
   * The outputs for a batch.
   *
   * @param probabilities [N, channels, H, W]
   * @param loss sum over the examples
   */
  record Result(INDArray probabilities, double loss) {}

  Result of(DataSet batch) {
    INDArray[] values = values(batch.getFeatures());
    return new Result(values[1], loss(values[0], batch.getLabels(), batch.getLabelsMaskArray()));
  }

  /** The logits and the probabilities for a batch of images. */
  INDArray[] values(INDArray images) {
    return network.output(vertices, false, new INDArray[] {images}, null);
  }

  /**
   * The sum of the loss over examples.
   *
   * @param mask null: all pixels count
   */
  double loss(INDArray logits, INDArray labels, INDArray mask) {
    return loss.computeScore(labels, logits, activation, mask, false);
  }
}
