package org.dl4jvision.task.detection;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.metric.detection.PrecisionRecallCurve;
import org.dl4jvision.report.Charts;
import org.dl4jvision.report.DetectionOverlays;
import org.dl4jvision.report.DetectionScores;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.TrainingRun;
import org.dl4jvision.train.EpochResult;
import org.dl4jvision.train.Validation;

/** The training of a detector with its run folder. */
public final class DetectionRun extends TrainingRun<DetectionValidation, DetectionScores> {

  /** Boxes below this score are not shown. */
  public static final double SHOWN = 0.3;

  private static final double HALF = 0.5;

  private final DetectionTraining training;

  private DetectionRun(DetectionTraining training, RunFolder folder) {
    super(training, folder, DetectionScores.class, none(training));
    this.training = training;
  }

  /** A new training in a new folder. */
  public static DetectionRun create(DetectionTraining training, RunFolder folder) {
    training.modelCard().write(folder);
    return new DetectionRun(training, folder);
  }

  /**
   * Goes on after the last complete epoch: weights, state of the updater, epoch count and metrics
   * come from the folder, all options from {@code training}. A folder without a model starts anew.
   *
   * @throws IllegalArgumentException if all epochs are done, or the network has other weights
   */
  public static DetectionRun resume(DetectionTraining training, RunFolder folder) {
    DetectionRun run = create(training, folder);
    run.restore();
    return run;
  }

  @Override
  public DetectionScores scores(DetectionValidation validation) {
    return validation.scores();
  }

  @Override
  public DetectionScores none() {
    return none(training);
  }

  /** Scores of no images: all undefined. */
  private static DetectionScores none(DetectionTraining training) {
    return DetectionScores.of(new DetectionEvaluation(training.dataset().classNames()));
  }

  @Override
  public double score(DetectionScores scores) {
    return scores.map50();
  }

  @Override
  public Map<String, Double> metrics(
      EpochResult<? extends DetectionValidation> epoch, DetectionScores scores, double seconds) {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put(EpochMetrics.EPOCH, (double) epoch.epoch());
    row.put(EpochMetrics.TRAIN_LOSS, epoch.trainLoss());
    row.put(
        EpochMetrics.VALIDATION_LOSS, epoch.validation().map(Validation::loss).orElse(Double.NaN));
    Map<String, Double> parts =
        epoch.validation().map(DetectionValidation::lossParts).orElse(Map.of());
    for (String part : training.head().parts()) {
      row.put(DetectionScores.LOSS_OF + part, parts.getOrDefault(part, Double.NaN));
    }
    scores.addTo(row);
    row.put(EpochMetrics.SECONDS, seconds);
    return row;
  }

  @Override
  public void writeCurves() {
    folder().writeDetectionCurves();
  }

  /** Pictures of validation images, and precision by recall. */
  @Override
  public void writePictures(ComputationGraph best) {
    DetectionDataset dataset = training.dataset();
    DetectionOverlays overlays = new DetectionOverlays(dataset.classNames());
    DetectionEvaluation evaluation = new DetectionEvaluation(dataset.classNames());
    training
        .modelCard()
        .predictor(best)
        .predict(
            dataset,
            Split.VALIDATION,
            training.batchSize(),
            found -> {
              int i = found.index();
              evaluation.add(dataset.objects(Split.VALIDATION, i), found.detections());
              if (i < PICTURES) {
                DetectionSample sample = dataset.get(Split.VALIDATION, i);
                folder()
                    .writeImage(folder().overlay(found.name()), picture(overlays, sample, found));
              }
            });
    List<PrecisionRecallCurve> curves =
        IntStream.range(0, dataset.classNames().size())
            .mapToObj(c -> evaluation.curve(c, HALF))
            .toList();
    folder()
        .writeImage(
            folder().curve("precision-recall"),
            Charts.precisionRecall("Precision by recall, IoU 0.5", dataset.classNames(), curves));
  }

  /** An image with the boxes of a predictor and, where it has any, its true ones. */
  public static BufferedImage picture(
      DetectionOverlays overlays, DetectionSample sample, DetectionPredictor.Found found) {
    BufferedImage image =
        Overlays.image(sample.image(), sample.channels(), sample.height(), sample.width());
    return overlays.picture(
        new DetectionOverlays.Example(
            sample.name(), image, sample.objects(), found.surerThan(SHOWN)));
  }
}
