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
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelShape;
import org.dl4jvision.task.TileOptions;

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

  public SegmentationCard {
    ModelCard.check(classNames, channels, normalization);
    Check.atLeast("stride", stride, 1);
    classNames = List.copyOf(classNames);
  }

  @Override
  public Map<String, String> preparation() {
    Map<String, String> all = new TreeMap<>(ModelCard.super.preparation());
    all.put("resize", resize == null ? "none" : resize.toString());
    return all;
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
    return new SegmentationPredictor(network, stride, normalization, resize, tiles);
  }

  /** The images of a data set as the network sees them. */
  SegmentationDataset resized(SegmentationDataset dataset) {
    return resize == null ? dataset : new ResizedDataset(dataset, resize);
  }
}
