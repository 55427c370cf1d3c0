package org.dl4jvision.task.segmentation;

import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.metric.segmentation.SegmentationEvaluation;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.SegmentationScores;
import org.dl4jvision.task.TrainingRun;
import org.dl4jvision.train.EpochResult;
import org.dl4jvision.train.Validation;

/** The training of a segmentation network with its run folder. */
public final class SegmentationRun extends TrainingRun<SegmentationValidation, SegmentationScores> {

  private final SegmentationTraining training;

  private SegmentationRun(SegmentationTraining training, RunFolder folder) {
    super(training, folder, SegmentationScores.class, none(training));
    this.training = training;
  }

  /** A new training in a new folder. */
  public static SegmentationRun create(SegmentationTraining training, RunFolder folder) {
    training.modelCard().write(folder);
    return new SegmentationRun(training, folder);
  }

  /**
   * Goes on after the last complete epoch: weights, state of the updater, epoch count and metrics
   * come from the folder, all options from {@code training}. A folder without a model starts anew.
   *
   * @throws IllegalArgumentException if all epochs are done, or the network has other weights
   */
  public static SegmentationRun resume(SegmentationTraining training, RunFolder folder) {
    SegmentationRun run = create(training, folder);
    run.restore();
    return run;
  }

  @Override
  public SegmentationScores scores(SegmentationValidation validation) {
    return validation.scores();
  }

  @Override
  public SegmentationScores none() {
    return none(training);
  }

  /** Scores of no pixels: all undefined. */
  private static SegmentationScores none(SegmentationTraining training) {
    return SegmentationScores.of(new SegmentationEvaluation(training.dataset().classNames()));
  }

  @Override
  public double score(SegmentationScores scores) {
    return SegmentationValidation.score(scores);
  }

  @Override
  public Map<String, Double> metrics(
      EpochResult<? extends SegmentationValidation> epoch,
      SegmentationScores scores,
      double seconds) {
    return new EpochMetrics(
            epoch.epoch(),
            epoch.trainLoss(),
            epoch.validation().map(Validation::loss).orElse(Double.NaN),
            scores,
            seconds)
        .toRow();
  }

  @Override
  public void writeCurves() {
    folder().writeCurves();
  }

  @Override
  public void writePictures(ComputationGraph best) {
    SegmentationDataset dataset = training.dataset();
    SegmentationPredictor predictor = training.modelCard().predictor(best);
    Overlays overlays = new Overlays(dataset.classNames());
    for (int i = 0; i < Math.min(PICTURES, dataset.size(Split.VALIDATION)); i++) {
      SegmentationSample sample = dataset.get(Split.VALIDATION, i);
      folder()
          .writeImage(
              folder().overlay(sample.name()),
              overlays.comparison(sample, predictor.predict(sample).labels()));
    }
  }
}
