package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.detection.DetectionExample;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.layer.detection.BatchCosts;
import org.dl4jvision.layer.detection.DetectionLossLayer;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.HeadLoss;
import org.dl4jvision.layer.detection.PredictionCost;
import org.dl4jvision.task.gradient.OneImage;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A network that finds objects, and some images as it sees them. */
public final class DetectionSubject {

  private final ComputationGraph network;
  private final List<String> classNames;
  private final Head head;
  private final String logits;
  private final int landscapeSteps;
  private final List<Batch> batches = new ArrayList<>();
  private final List<Image> images = new ArrayList<>();

  /**
   * An image.
   *
   * @param values as the network sees them, [1, channels, side, side]
   */
  record Image(String name, INDArray values) {}

  /**
   * Images that the loss takes together.
   *
   * @param names of the images
   * @param values as the network sees them, [N, channels, side, side]
   * @param labels as {@link BoxLabels} has them
   */
  record Batch(List<String> names, INDArray values, INDArray labels) {}

  /**
   * A prediction of an image, or of a slice of it, with what it costs.
   *
   * @param index of what the network sees, among all
   * @param image its name
   */
  record Seen(int index, String image, PredictionCost cost) {}

  /**
   * @param data images, whole and in order; all that it gives are explained
   * @param classNames by class index
   * @param landscapeSteps points of the loss landscape along each direction, odd; 0 for none
   * @throws IllegalArgumentException if the network does not end in a {@link DetectionLossLayer},
   *     or there are no images
   */
  public DetectionSubject(
      ComputationGraph network,
      DetectionIterator data,
      List<String> classNames,
      int landscapeSteps) {
    this.network = network;
    this.landscapeSteps = landscapeSteps;
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
      batches.add(
          new Batch(
              DetectionIterator.examples(batch).stream().map(DetectionExample::name).toList(),
              batch.getFeatures(),
              batch.getLabels()));
      for (int i = 0; i < batch.numExamples(); i++) {
        images.add(
            new Image(
                DetectionIterator.examples(batch).get(i).name(),
                OneImage.of(batch.getFeatures(), i)));
      }
    }
    if (images.isEmpty()) {
      throw new IllegalArgumentException("there are no images to explain");
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

  List<Batch> batches() {
    return batches;
  }

  /** The objects that count, of all images, with boxes in pixels of what the network sees. */
  List<ObjectBox> objects() {
    return batches.stream()
        .flatMap(batch -> BoxLabels.objects(batch.labels()).stream())
        .flatMap(List::stream)
        .filter(object -> !object.ignored())
        .toList();
  }

  /** Points of the loss landscape along each direction; 0 for none. */
  public int landscapeSteps() {
    return landscapeSteps;
  }

  /** The mean loss over the images with the weights that the network has now. */
  double lossNow() {
    double sum = 0;
    for (Batch batch : batches) {
      double mean =
          head.losses(batch.labels(), network.outputSingle(batch.values())).values().stream()
              .mapToDouble(part -> part)
              .sum();
      sum += mean * batch.names().size();
    }
    return sum / images.size();
  }

  /** "16 images", or how many wholes and slices of so many images. */
  String counted() {
    long names = images.stream().map(Image::name).distinct().count();
    return names == images.size()
        ? names + " images"
        : images.size() + " wholes and slices of " + names + " images";
  }

  /** What each prediction adds to some terms of the mean loss over the images. */
  List<Seen> costs(List<HeadLoss> terms) {
    List<Seen> all = new ArrayList<>();
    int before = 0;
    for (Batch batch : batches) {
      int first = before;
      INDArray output = network.outputSingle(batch.values());
      new BatchCosts(head, batch.labels(), output)
          .of(terms)
          .forEach(
              cost ->
                  all.add(new Seen(first + cost.image(), batch.names().get(cost.image()), cost)));
      before += batch.names().size();
    }
    return all;
  }
}
