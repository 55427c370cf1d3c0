package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.data.ExampleInfo;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.task.gradient.LossTerm;
import org.dl4jvision.task.gradient.OneImage;
import org.dl4jvision.task.gradient.SegmentationHead;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A network that segments images, and some images with what it makes of them. What explains may run
 * the network and change its weights for a while, but leaves them as they were.
 */
public final class SegmentationSubject {

  private final ComputationGraph network;
  private final SegmentationHead head;
  private final List<String> classNames;
  private final List<ExplainedBatch> batches = new ArrayList<>();
  private final List<SegmentationSample> samples = new ArrayList<>();
  private final int landscapeSteps;

  /**
   * @param network is accelerated
   * @param data images with ground truth, whole and in order; all that it gives are explained
   * @param landscapeSteps points of the loss landscape along each direction, odd; 0 for none
   * @throws IllegalArgumentException if the network does not end in a softmax or sigmoid with a
   *     loss of this library, or there are no images
   */
  public SegmentationSubject(
      ComputationGraph network, SegmentationIterator data, int landscapeSteps) {
    this.network = network;
    this.landscapeSteps = landscapeSteps;
    Acceleration.enable(network);
    head = SegmentationHead.of(network);
    LossTerm.of(head.loss());
    if (!(head.activation() instanceof ActivationSoftmax
        || head.activation() instanceof ActivationSigmoid)) {
      throw new IllegalArgumentException(
          "the activation is " + head.activation() + "; allowed: softmax, sigmoid");
    }
    classNames = data.dataset().classNames();
    data.startEpoch(0);
    while (data.hasNext()) {
      add(data.next(), data);
    }
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("there are no images to explain");
    }
  }

  private void add(DataSet batch, SegmentationIterator data) {
    List<ExampleInfo> examples = SegmentationIterator.examples(batch);
    batches.add(
        ExplainedBatch.of(
            examples,
            batch.getFeatures(),
            batch.getLabels(),
            batch.getLabelsMaskArray(),
            logits(network, batch.getFeatures()),
            head.activation()));
    examples.forEach(e -> samples.add(data.dataset().get(data.split(), e.index())));
  }

  private INDArray logits(ComputationGraph of, INDArray images) {
    return of.output(List.of(head.logits()), false, new INDArray[] {images}, null)[0];
  }

  /** The network. */
  public ComputationGraph network() {
    return network;
  }

  /** How it ends. */
  public SegmentationHead head() {
    return head;
  }

  /** The loss that it has learned by. */
  public VisionLoss loss() {
    return (VisionLoss) head.loss();
  }

  /** The classes by index. */
  public List<String> classNames() {
    return classNames;
  }

  /** Whether class 0 is a background, of which there are no objects. */
  public boolean hasBackground() {
    return classNames.size() <= 2 || classNames.get(0).equalsIgnoreCase("background");
  }

  /** The images as they are shown, with their classes, in the order of the batches. */
  public List<SegmentationSample> samples() {
    return samples;
  }

  /** Points of the loss landscape along each direction; 0 for none. */
  public int landscapeSteps() {
    return landscapeSteps;
  }

  List<ExplainedBatch> batches() {
    return batches;
  }

  /** The mean loss over the images. */
  public double meanLoss() {
    return mean(batches.stream().flatMapToDouble(b -> Arrays.stream(b.losses(loss()))).toArray());
  }

  /** The mean loss over the images with the weights that the network has now. */
  double lossNow() {
    return mean(
        batches.stream()
            .flatMapToDouble(b -> Arrays.stream(b.losses(loss(), logits(network, b.images()))))
            .toArray());
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** An image of a batch, [1, channels, H, W]. */
  static INDArray image(ExplainedBatch batch, int index) {
    return OneImage.of(batch.images(), index);
  }

  /** The number of images. */
  public int size() {
    return samples.size();
  }
}
