package org.dl4jvision.task.detection;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.detection.Resizing;
import org.dl4jvision.data.detection.Slices;
import org.dl4jvision.io.coco.CocoId;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.task.ModelCard;

/**
 * What has to be known of a trained detector to use it, besides its file.
 *
 * @param task its name
 * @param dataset the name of what it was trained on
 * @param classNames by class index; those of the data, also where the head does not tell them
 * @param categoryIds what COCO's files call the classes
 * @param channels of its images, 1 (gray) or 3 (color)
 * @param resizing of images to the network's input
 * @param normalization of the images
 * @param slices in which it looks at images; null in the cards of earlier versions: none
 */
public record DetectionCard(
    String task,
    String dataset,
    List<String> classNames,
    List<CocoId> categoryIds,
    int channels,
    Resizing resizing,
    Normalization normalization,
    Slices slices)
    implements ModelCard {

  public DetectionCard {
    ModelCard.check(classNames, channels, normalization);
    Check.given("resizing", resizing);
    classNames = List.copyOf(classNames);
    slices = slices == null ? Slices.NONE : slices;
    categoryIds = List.copyOf(Check.given("categoryIds", categoryIds));
  }

  @Override
  public Map<String, String> preparation() {
    Map<String, String> all = new TreeMap<>(ModelCard.super.preparation());
    all.put("resizing", resizing.name().toLowerCase(Locale.ROOT));
    all.put("slice", String.valueOf(slices.side()));
    all.put("slice-overlap", slices.side() == 0 ? "none" : String.valueOf(slices.overlap()));
    return all;
  }

  @Override
  public Map<String, String> facts(ComputationGraph network) {
    return ExportedHead.facts(predictor(network).head());
  }

  @Override
  public void requireModel(ComputationGraph network) {
    ModelCard.super.requireModel(network);
    Head head = predictor(network).head();
    Check.that(
        !head.tellsClasses() || head.classes() == classNames.size(),
        "number of classNames",
        classNames.size(),
        head.classes() + ", as the model has");
  }

  /** This with other slices. */
  DetectionCard with(Slices others) {
    return new DetectionCard(
        task, dataset, classNames, categoryIds, channels, resizing, normalization, others);
  }

  /** Predicts with a network that this card describes. */
  public DetectionPredictor predictor(ComputationGraph network) {
    return new DetectionPredictor(network, resizing, normalization, slices);
  }

  /** Predicts with a network that this card describes, and beyond its usual pass. */
  DetectionPredictor predictor(ComputationGraph network, BoxInference inference) {
    return new DetectionPredictor(network, resizing, normalization, slices, inference);
  }
}
