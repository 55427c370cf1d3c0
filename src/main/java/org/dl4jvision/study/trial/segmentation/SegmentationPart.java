package org.dl4jvision.study.trial.segmentation;

import static org.dl4jvision.data.segmentation.SegmentationSample.IGNORE;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.FoldDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;
import org.dl4jvision.study.trial.TrialTask;
import org.dl4jvision.task.TrainingOptions;
import org.dl4jvision.task.segmentation.ImageDice;
import org.dl4jvision.task.segmentation.SegmentationOptions;
import org.dl4jvision.task.segmentation.SegmentationPredictor;
import org.dl4jvision.task.segmentation.SegmentationTraining;
import org.dl4jvision.task.segmentation.SegmentationValidation;

/** A training of a segmentation, with the images that judge it. */
final class SegmentationPart implements TrialTask.Part<SegmentationValidation> {

  private final SegmentationDataset dataset;
  private final SegmentationOptions options;
  private final ImageDice dice;
  private SegmentationTraining training;
  private WithoutNetwork withoutNetwork; // found when asked for, as all masks are read for it

  SegmentationPart(SegmentationDataset dataset, SegmentationOptions options) {
    this.dataset = dataset;
    this.options = options;
    dice = ImageDice.of(dataset.classNames());
  }

  @Override
  public SegmentationTraining training() {
    if (training == null) {
      training = new SegmentationTraining(dataset, options);
    }
    return training;
  }

  @Override
  public SegmentationPart inner(TrainingOptions<SegmentationValidation> others) {
    return new SegmentationPart(FoldDataset.inner(dataset), (SegmentationOptions) others);
  }

  @Override
  public int trainSize() {
    return dataset.size(Split.TRAIN);
  }

  @Override
  public Map<String, Double> scores(ComputationGraph network) {
    SegmentationPredictor predictor = training().modelCard().predictor(network, options.tiles);
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < dataset.size(Split.VALIDATION); i++) {
      SegmentationSample predicted =
          predictor.picture(dataset, Split.VALIDATION, i, Integer.MAX_VALUE);
      byte[] truth = dataset.get(Split.VALIDATION, i).labels();
      ConfusionMatrix pixels =
          ConfusionMatrix.of(dataset.classNames().size(), truth, predicted.labels(), IGNORE);
      scores.put(dataset.imageName(Split.VALIDATION, i), dice.of(pixels));
    }
    return scores;
  }

  @Override
  public Map<String, Double> baseline() {
    WithoutNetwork better = withoutNetwork();
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < dataset.size(Split.VALIDATION); i++) {
      scores.put(
          dataset.imageName(Split.VALIDATION, i), better.score(dataset, Split.VALIDATION, i));
    }
    return scores;
  }

  @Override
  public String baselineName() {
    return withoutNetwork().name();
  }

  private WithoutNetwork withoutNetwork() {
    if (withoutNetwork == null) {
      withoutNetwork = WithoutNetwork.of(dataset, dice);
    }
    return withoutNetwork;
  }
}
