package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.layer.detection.DetectionLossLayer;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.task.gradient.OneImage;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A network that finds objects, and some images as it sees them. */
public final class DetectionSubject {

  private final ComputationGraph network;
  private final List<String> classNames;
  private final Head head;
  private final String logits;
  private final List<Image> images = new ArrayList<>();

  /**
   * An image.
   *
   * @param values as the network sees them, [1, channels, side, side]
   */
  record Image(String name, INDArray values) {}

  /**
   * @param data images, whole and in order; all that it gives are explained
   * @param classNames by class index
   * @throws IllegalArgumentException if the network does not end in a {@link DetectionLossLayer}
   */
  public DetectionSubject(
      ComputationGraph network, DetectionIterator data, List<String> classNames) {
    this.network = network;
    this.classNames = List.copyOf(classNames);
    List<String> outputs = network.getConfiguration().getNetworkOutputs();
    if (outputs.size() != 1
        || !(network.getLayer(outputs.get(0)).conf().getLayer()
            instanceof DetectionLossLayer layer)) {
      throw new IllegalArgumentException(
          "the network must have one output, a DetectionLossLayer, but has " + outputs);
    }
    head = layer.getHead();
    logits = network.getConfiguration().getVertexInputs().get(outputs.get(0)).get(0);
    data.startEpoch(0);
    while (data.hasNext()) {
      DataSet batch = data.next();
      for (int i = 0; i < batch.numExamples(); i++) {
        images.add(
            new Image(
                DetectionIterator.examples(batch).get(i).name(),
                OneImage.of(batch.getFeatures(), i)));
      }
    }
  }

  /** The network. */
  public ComputationGraph network() {
    return network;
  }

  /** What its numbers mean. */
  public Head head() {
    return head;
  }

  /** The classes by index. */
  public List<String> classNames() {
    return classNames;
  }

  /** The vertex that gives the numbers of the head. */
  String logits() {
    return logits;
  }

  List<Image> images() {
    return images;
  }
}
