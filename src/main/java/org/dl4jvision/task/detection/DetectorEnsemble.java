package org.dl4jvision.task.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.box.BoxFusion;
import org.dl4jvision.box.Detection;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.task.ImageView;
import org.dl4jvision.task.Ticks;
import org.dl4jvision.task.detection.DetectionPredictor.Found;

/**
 * One detector, or several whose detections are put together.
 *
 * @param predictors one or more
 */
record DetectorEnsemble(List<DetectionPredictor> predictors) {

  /** The overlap of the publication. */
  private static final BoxFusion FUSION = new BoxFusion(0.55);

  /** A detector that sees several views of each image, as if each were a detector. */
  static DetectorEnsemble of(
      DetectionCard card, ComputationGraph network, List<ImageView> views, BoxInference inference) {
    return new DetectorEnsemble(
        views.stream()
            .filter(view -> view.scale() <= 1)
            .map(view -> card.predictor(network, inference.of(view)))
            .toList());
  }

  /** This one together with another. */
  DetectorEnsemble with(DetectorEnsemble other) {
    return new DetectorEnsemble(
        Stream.concat(predictors.stream(), other.predictors.stream()).toList());
  }

  /**
   * Finds the objects of all images of a split, in their order.
   *
   * @param batchSize images at once
   * @param ticks is told how far it is
   * @param found is given each image's
   */
  void predict(
      DetectionDataset dataset, Split split, int batchSize, Ticks ticks, Consumer<Found> found) {
    List<List<List<Detection>>> others = new ArrayList<>(); // of each image those of each detector
    for (int i = 0; i < dataset.size(split); i++) {
      others.add(new ArrayList<>());
    }
    int last = predictors.size() - 1;
    for (DetectionPredictor predictor : predictors.subList(0, last)) {
      predictor.predict(
          dataset, split, batchSize, ticks, one -> others.get(one.index()).add(one.detections()));
    }
    predictors
        .get(last)
        .predict(
            dataset,
            split,
            batchSize,
            ticks,
            one -> {
              List<List<Detection>> all = others.get(one.index());
              all.add(one.detections());
              found.accept(last == 0 ? one : fused(one, all));
            });
  }

  private static Found fused(Found one, List<List<Detection>> all) {
    return new Found(one.index(), one.name(), FUSION.apply(all), one.shownFrom());
  }
}
