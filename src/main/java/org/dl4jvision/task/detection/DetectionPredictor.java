package org.dl4jvision.task.detection;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.box.Detection;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionExample;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.detection.ImageTransform;
import org.dl4jvision.data.detection.OneClass;
import org.dl4jvision.data.detection.Resizing;
import org.dl4jvision.data.detection.SlicedDataset;
import org.dl4jvision.data.detection.Slices;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.layer.detection.DetectionDecoder;
import org.dl4jvision.layer.detection.DetectionLossLayer;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.report.DetectionOverlays;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.task.Ticks;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Finds the objects of images, in pixels of the images as stored. */
public final class DetectionPredictor {

  /** The threshold is low, as the whole precision-recall curve is wanted. */
  private static final double SCORE_THRESHOLD = 0.01;

  /** The longer side of an image in a picture at most. */
  static final int PICTURE = 2048;

  private final ComputationGraph network;
  private final Head head;
  private final DetectionDecoder decoder;
  private final Resizing resizing;
  private final Normalization normalization;
  private final Slices slices;
  private final BoxInference inference;

  /**
   * The detections of an image.
   *
   * @param index of the image in its split
   * @param name of the image
   * @param detections highest-scoring first
   * @param shownFrom those below this score are for measuring only
   */
  public record Found(int index, String name, List<Detection> detections, double shownFrom) {

    /** The detections with at least this score. */
    public List<Detection> scoringAtLeast(double score) {
      return detections.stream().filter(detection -> detection.score() >= score).toList();
    }

    /** The detections that are drawn. */
    List<Detection> shown() {
      return scoringAtLeast(shownFrom);
    }

    /**
     * A picture of the image with the boxes that are shown and, where it has any, its true ones.
     */
    BufferedImage on(DetectionDataset dataset, Split split, DetectionOverlays overlays) {
      DetectionSample sample = dataset.picture(split, index, PICTURE);
      double scale = (double) sample.width() / dataset.imageSize(split, index).width();
      ImageTransform smaller = new ImageTransform(false, scale, 0, scale, 0);
      List<Detection> boxes =
          shown().stream()
              .map(d -> new Detection(smaller.apply(d.box()), d.classIndex(), d.score()))
              .toList();
      BufferedImage image =
          Overlays.image(sample.image(), sample.channels(), sample.height(), sample.width());
      return overlays.picture(
          new DetectionOverlays.Example(sample.name(), image, sample.objects(), boxes));
    }
  }

  /** A predictor that sees images as a whole; the parameters are those of the other one. */
  public DetectionPredictor(
      ComputationGraph network, Resizing resizing, Normalization normalization) {
    this(network, resizing, normalization, Slices.NONE);
  }

  /**
   * @param network ends in a {@link DetectionLossLayer}
   * @param resizing the one of the training
   * @param normalization the one of the training
   * @param slices in which it looks at images, and at those that have several as a whole, too
   * @throws IllegalArgumentException if the network is another
   */
  public DetectionPredictor(
      ComputationGraph network, Resizing resizing, Normalization normalization, Slices slices) {
    this(network, resizing, normalization, slices, BoxInference.USUAL);
  }

  DetectionPredictor(
      ComputationGraph network,
      Resizing resizing,
      Normalization normalization,
      Slices slices,
      BoxInference inference) {
    this.network = network;
    this.inference = inference;
    this.slices = slices;
    this.resizing = resizing;
    this.normalization = normalization;
    head = head(network);
    decoder =
        DetectionDecoder.builder(head)
            .scoreThreshold(SCORE_THRESHOLD)
            .iouThreshold(inference.iou())
            .build();
    Acceleration.enable(network);
  }

  private static Head head(ComputationGraph network) {
    List<String> outputs = network.getConfiguration().getNetworkOutputs();
    if (outputs.size() == 1
        && network.getLayer(outputs.get(0)).conf().getLayer() instanceof DetectionLossLayer layer) {
      return layer.getHead();
    }
    throw new IllegalArgumentException(
        "the network must have one output, a DetectionLossLayer, but has " + outputs);
  }

  /** What the network's output means. */
  public Head head() {
    return head;
  }

  /** The data as the head sees them: those of one class where it does not tell classes apart. */
  public DetectionDataset view(DetectionDataset dataset) {
    return head.tellsClasses() ? dataset : new OneClass(dataset);
  }

  /**
   * Finds the objects of all images of a split, in their order.
   *
   * @param batchSize images at once
   * @param found is given each image's
   */
  public void predict(DetectionDataset dataset, Split split, int batchSize, Consumer<Found> found) {
    predict(dataset, split, batchSize, Ticks.untold(), found);
  }

  /**
   * Finds the objects of all images of a split, in their order.
   *
   * @param batchSize images at once
   * @param ticks is told how many images, or slices of them, are done
   * @param found is given each image's
   */
  public void predict(
      DetectionDataset dataset, Split split, int batchSize, Ticks ticks, Consumer<Found> found) {
    run(dataset, split, batchSize, false, ticks, found);
  }

  /**
   * Finds the objects of images whose ground truth is known, and computes the loss.
   *
   * @return the means, over the images or their slices, of the parts of the loss
   */
  Map<String, Double> run(
      DetectionDataset dataset,
      Split split,
      int batchSize,
      boolean withLoss,
      Ticks ticks,
      Consumer<Found> found) {
    SlicedDataset parts = SlicedDataset.withWhole(dataset, slices);
    MergedImages images = new MergedImages(parts, split, inference.shown(), found);
    ViewedSquare square = new ViewedSquare(inference.view(), head.imageWidth());
    DetectionIterator batches =
        DetectionIterator.builder(parts, split, head.imageWidth())
            .batchSize(batchSize)
            .resizing(resizing)
            .normalization(normalization)
            .build();
    Map<String, Double> losses = new LinkedHashMap<>();
    String what = parts.size(split) == dataset.size(split) ? "images" : "slices of images";
    int done = 0;
    while (batches.hasNext()) {
      DataSet batch = batches.next();
      List<DetectionExample> examples = DetectionIterator.examples(batch);
      INDArray output =
          LackOfMemory.tellImages(
              () -> examples.stream().map(DetectionExample::name).toList(),
              () -> network.outputSingle(square.of(batch.getFeatures())));
      if (withLoss) {
        head.losses(batch.getLabels(), output)
            .forEach((part, loss) -> losses.merge(part, loss * batch.numExamples(), Double::sum));
      }
      if (losses.values().stream().allMatch(Double::isFinite)) {
        List<List<Detection>> detections = decoder.decode(output);
        for (int i = 0; i < examples.size(); i++) {
          images.add(examples.get(i), square.back(detections.get(i)));
        }
      }
      done += batch.numExamples();
      ticks.reached(done, parts.size(split), what);
    }
    losses.replaceAll((part, sum) -> sum / parts.size(split));
    return losses;
  }
}
