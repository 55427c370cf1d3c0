package org.dl4jvision.task.gradient;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * How a segmentation network ends.
 *
 * @param logits the vertex that gives them
 * @param output the vertex that makes probabilities of them
 * @param loss what is minimized
 * @param activation what makes the probabilities
 */
public record SegmentationHead(
    String logits, String output, ILossFunction loss, IActivation activation) {

  /**
   * The head of a network.
   *
   * @throws IllegalArgumentException if it does not end in one {@link SegmentationLossLayer}
   */
  public static SegmentationHead of(ComputationGraph network) {
    List<String> outputs = network.getConfiguration().getNetworkOutputs();
    if (outputs.size() != 1
        || !network.getVertex(outputs.get(0)).hasLayer()
        || !(network.getLayer(outputs.get(0)).conf().getLayer()
            instanceof SegmentationLossLayer layer)) {
      throw new IllegalArgumentException(
          "the network must have one output, a SegmentationLossLayer, but has " + outputs);
    }
    String output = outputs.get(0);
    String logits = network.getConfiguration().getVertexInputs().get(output).get(0);
    return new SegmentationHead(logits, output, layer.getLossFn(), layer.getActivationFn());
  }
}
