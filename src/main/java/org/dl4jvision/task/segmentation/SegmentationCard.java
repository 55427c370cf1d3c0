package org.dl4jvision.task.segmentation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Resize;
import org.dl4jvision.data.segmentation.ResizedDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelShape;
import org.dl4jvision.task.TileOptions;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What has to be known of a trained segmentation model to use it, besides its file.
 *
 * @param task its name; null in cards of version 0.1.0
 * @param dataset the name of what it was trained on
 * @param classNames by class index
 * @param channels of its images, 1 (gray) or 3 (color)
 * @param stride what height and width of the network's input must be divisible by
 * @param normalization of the images
 * @param resize what the network's images became before; null: nothing, as where a card does not
 *     say it
 */
public record SegmentationCard(
    String task,
    String dataset,
    List<String> classNames,
    int channels,
    int stride,
    Normalization normalization,
    Resize resize)
    implements ModelCard {

  /** Of every encoder it is at most 256. */
  private static final int MOST_STRIDE = 1024;

  public SegmentationCard {
    ModelCard.check(classNames, channels, normalization);
    Check.between("stride", stride, 1, MOST_STRIDE);
    classNames = List.copyOf(classNames);
  }

  @Override
  public Map<String, String> preparation() {
    Map<String, String> all = new TreeMap<>(ModelCard.super.preparation());
    all.put("resize", resize == null ? "none" : resize.toString());
    return all;
  }

  @Override
  public Map<String, String> facts(ComputationGraph network) {
    return Map.of(
        "multiple_of",
        String.valueOf(stride),
        "output",
        ModelShape.outputChannels(network).orElse(0) == 1
            ? "[batch, 1, height, width], the probability of the second class"
            : "[batch, classes, height, width], probabilities");
  }

  @Override
  public void requireModel(ComputationGraph network) {
    ModelCard.super.requireModel(network);
    ModelShape.outputChannels(network)
        .ifPresent(
            its -> {
              long classes = Math.max(2, its); // One channel is that of the second of two classes.
              Check.that(
                  classNames.size() == classes,
                  "number of classNames",
                  classNames.size(),
                  classes + ", as the model has");
            });
    requireRun(network);
  }

  @Override
  public void requireSame(ModelCard other, RunFolder run) {
    ModelCard.super.requireSame(other, run);
    int its = ((SegmentationCard) other).stride();
    Check.that(its == stride, "stride of " + run.path(), its, stride + ", as of the other run");
  }

  @Override
  public int multipleOf() {
    return stride;
  }

  /** Runs the network once on the smallest image: its configuration may be anything. */
  private void requireRun(ComputationGraph network) {
    try {
      network.output(Nd4j.zeros(DataType.FLOAT, 1, channels, stride, stride));
    } catch (RuntimeException e) {
      if (LackOfMemory.isCauseOf(e)) {
        throw e;
      }
      throw new IllegalArgumentException(
          String.format("the model cannot be used on images of %dx%d, its stride", stride, stride),
          e);
    }
  }

  /** Predicts with a network that this card describes. */
  public SegmentationPredictor predictor(ComputationGraph network) {
    return predictor(network, new TileOptions());
  }

  /**
   * Predicts with a network that this card describes.
   *
   * @param tiles for images that are too large to be predicted as a whole
   */
  public SegmentationPredictor predictor(ComputationGraph network, TileOptions tiles) {
    return predictor(List.of(network), tiles, MaskInference.PLAIN);
  }

  /** Predicts with the mean of networks that this card describes. */
  SegmentationPredictor predictor(
      List<ComputationGraph> networks, TileOptions tiles, MaskInference inference) {
    return new SegmentationPredictor(networks, stride, normalization, resize, tiles, inference);
  }

  /** The images of a data set as the network sees them. */
  SegmentationDataset resized(SegmentationDataset dataset) {
    return resize == null ? dataset : new ResizedDataset(dataset, resize);
  }
}
