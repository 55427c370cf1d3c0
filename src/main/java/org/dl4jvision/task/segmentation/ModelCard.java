package org.dl4jvision.task.segmentation;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.Task;

/**
 * What has to be known of a trained segmentation model to use it, besides its file: {@code
 * model.json} of a run folder.
 *
 * @param dataset the name of what it was trained on
 * @param classNames by class index
 * @param channels of its images, 1 (gray) or 3 (colour)
 * @param stride what height and width of the network's input must be divisible by
 * @param normalization of the images
 */
public record ModelCard(
    String dataset,
    List<String> classNames,
    int channels,
    int stride,
    Normalization normalization) {

  public ModelCard {
    classNames = List.copyOf(classNames);
  }

  void write(RunFolder folder) {
    JsonFile.write(Task.card(folder), this);
  }

  /** Reads the card of a run. */
  public static ModelCard read(RunFolder folder) {
    return JsonFile.read(Task.card(folder), ModelCard.class);
  }

  /** Predicts with a network that this card describes. */
  public SegmentationPredictor predictor(ComputationGraph network) {
    return new SegmentationPredictor(network, stride, normalization);
  }
}
