package org.dl4jvision.task.detection;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.detection.Resizing;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.Task;

/**
 * What has to be known of a trained detector to use it, besides its file: {@code model.json} of a
 * run folder.
 *
 * @param task {@link Task#DETECTION}
 * @param dataset the name of what it was trained on
 * @param classNames by class index; those of the data, also where the head does not tell them
 * @param categoryIds what COCO's files call the classes
 * @param channels of its images, 1 (gray) or 3 (colour)
 * @param resizing of images to the network's input
 * @param normalization of the images
 */
public record DetectionCard(
    Task task,
    String dataset,
    List<String> classNames,
    List<Integer> categoryIds,
    int channels,
    Resizing resizing,
    Normalization normalization) {

  public DetectionCard {
    classNames = List.copyOf(classNames);
    categoryIds = List.copyOf(categoryIds);
  }

  void write(RunFolder folder) {
    JsonFile.write(Task.card(folder), this);
  }

  /** Reads the card of a run. */
  public static DetectionCard read(RunFolder folder) {
    return JsonFile.read(Task.card(folder), DetectionCard.class);
  }

  /** Predicts with a network that this card describes. */
  public DetectionPredictor predictor(ComputationGraph network) {
    return new DetectionPredictor(network, resizing, normalization);
  }
}
