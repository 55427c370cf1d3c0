package org.dl4jvision.study.trial.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.box.Detection;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionFold;
import org.dl4jvision.data.detection.OneClass;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.study.trial.TrialTask;
import org.dl4jvision.task.TrainingOptions;
import org.dl4jvision.task.detection.DetectionOptions;
import org.dl4jvision.task.detection.DetectionPredictor;
import org.dl4jvision.task.detection.DetectionTraining;
import org.dl4jvision.task.detection.DetectionValidation;

/** A training of a detector, with the images that judge it. */
final class DetectionPart implements TrialTask.Part<DetectionValidation> {

  private final DetectionDataset dataset;
  private final DetectionDataset view; // as the head sees it
  private final DetectionOptions options;
  private DetectionTraining training;
  private MeanBox meanBox; // both made when they are asked for, as they look at all objects

  DetectionPart(DetectionDataset dataset, DetectionOptions options) {
    this.dataset = dataset;
    this.options = options;
    boolean tellsClasses = Heads.REGISTRY.get(options.head).tellsClasses();
    view = tellsClasses ? dataset : new OneClass(dataset);
  }

  @Override
  public DetectionTraining training() {
    if (training == null) {
      training = options.on(dataset);
    }
    return training;
  }

  @Override
  public DetectionPart inner(TrainingOptions<DetectionValidation> others) {
    return new DetectionPart(DetectionFold.inner(dataset), (DetectionOptions) others);
  }

  @Override
  public int trainSize() {
    return view.size(Split.TRAIN);
  }

  @Override
  public Map<String, Double> scores(ComputationGraph network) {
    DetectionPredictor predictor = training().modelCard().predictor(network);
    Map<String, Double> scores = new LinkedHashMap<>();
    predictor.predict(
        view,
        Split.VALIDATION,
        training().options().batchSize,
        found ->
            scores.put(
                view.imageName(Split.VALIDATION, found.index()),
                score(view, Split.VALIDATION, found.index(), found.detections())));
    return scores;
  }

  /** The score of an image for what was found on it. */
  static double score(
      DetectionDataset dataset, Split split, int index, List<Detection> detections) {
    DetectionEvaluation image = new DetectionEvaluation(dataset.classNames());
    image.add(dataset.objects(split, index), detections);
    return image.precisionOfImage(0);
  }

  @Override
  public Map<String, Double> baseline() {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < view.size(Split.VALIDATION); i++) {
      scores.put(view.imageName(Split.VALIDATION, i), meanBox().score(view, Split.VALIDATION, i));
    }
    return scores;
  }

  @Override
  public String baselineName() {
    return meanBox().name();
  }

  private MeanBox meanBox() {
    if (meanBox == null) {
      meanBox = MeanBox.of(view);
    }
    return meanBox;
  }
}
