package org.dl4jvision.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.data.SegmentationDataset;
import org.dl4jvision.data.SegmentationSample;
import org.dl4jvision.data.Split;
import org.dl4jvision.metric.SegmentationEvaluation;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.SegmentationScores;

/**
 * A training with its run folder: writes metrics, curves, summary and models after every epoch and
 * pictures at the end, and goes on with what such a folder holds.
 */
public final class SegmentationRun {

  private static final int PICTURES = 8;

  private final SegmentationTraining training;
  private final RunFolder folder;
  private final ComputationGraph network;

  private double secondsBefore;
  private int bestEpoch;
  private SegmentationScores best;
  private SegmentationScores last;
  private double bestScore = Double.NEGATIVE_INFINITY;

  private SegmentationRun(
      SegmentationTraining training, RunFolder folder, ComputationGraph network) {
    this.training = training;
    this.folder = folder;
    this.network = network;
    best = none();
    last = none();
  }

  /** A new training in a new folder. */
  public static SegmentationRun create(SegmentationTraining training, RunFolder folder) {
    training.modelCard().write(folder);
    return new SegmentationRun(training, folder, training.newNetwork());
  }

  /**
   * Goes on after the last complete epoch: weights, state of the updater, epoch count and metrics
   * come from the folder, all options from {@code training}. A folder without a model starts anew.
   *
   * @throws IllegalArgumentException if all epochs are done, or the network has other weights
   */
  public static SegmentationRun resume(SegmentationTraining training, RunFolder folder) {
    SegmentationRun run = create(training, folder);
    if (Files.exists(folder.lastModel())) {
      run.restore();
    }
    return run;
  }

  private void restore() {
    ComputationGraph saved = restore(folder.lastModel(), true);
    int epochs = saved.getConfiguration().getEpochCount();
    if (epochs >= training.epochs()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: all %d epochs are done, resume with more than that",
              folder.path(), training.epochs()));
    }
    if (saved.numParams() != network.numParams()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: has %d weights, but with these options the network has %d",
              folder.lastModel(), saved.numParams(), network.numParams()));
    }
    network.setParams(saved.params());
    network
        .getUpdater()
        .getUpdaterStateViewArray()
        .assign(saved.getUpdater().getUpdaterStateViewArray());
    network.getConfiguration().setEpochCount(epochs);
    network.getConfiguration().setIterationCount(saved.getConfiguration().getIterationCount());
    folder.keepMetricsUpTo(epochs);
    if (Files.exists(folder.summaryFile())) {
      RunSummary summary = folder.readSummary();
      secondsBefore = summary.seconds();
      last = summary.last();
      if (summary.bestEpoch() > 0) {
        bestEpoch = summary.bestEpoch();
        best = summary.best();
        bestScore = SegmentationValidation.score(best);
      }
    }
  }

  /** Reads a model. */
  public static ComputationGraph restore(Path model, boolean withUpdater) {
    try {
      return ModelSerializer.restoreComputationGraph(model.toFile(), withUpdater);
    } catch (IOException e) {
      throw new UncheckedIOException(model + ": cannot be read as a model", e);
    }
  }

  public RunFolder folder() {
    return folder;
  }

  public ComputationGraph network() {
    return network;
  }

  /** A trainer that writes to the folder; further listeners can be added. */
  public Trainer.Builder<SegmentationValidation> trainer() {
    return training.trainer(network).scoreToBeat(bestScore).listener(new Recorder());
  }

  private final class Recorder implements TrainerListener<SegmentationValidation> {
    private double lastSeconds;

    @Override
    public void onEpoch(
        EpochResult<? extends SegmentationValidation> epoch, ComputationGraph network) {
      SegmentationScores scores =
          epoch
              .validation()
              .map(SegmentationValidation::scores)
              .orElseGet(SegmentationRun.this::none);
      if (epoch.validation().isPresent()) {
        last = scores;
      }
      if (epoch.best()) {
        best = scores;
        bestEpoch = epoch.epoch();
        write(folder.bestModel());
      }
      write(folder.lastModel());
      folder.appendMetrics(
          new EpochMetrics(
              epoch.epoch(),
              epoch.trainLoss(),
              epoch.validation().map(SegmentationValidation::loss).orElse(Double.NaN),
              scores,
              epoch.seconds() - lastSeconds));
      lastSeconds = epoch.seconds();
      folder.writeCurves();
      writeSummary(epoch.epoch(), epoch.seconds());
    }

    @Override
    public void onEnd(
        TrainingResult<? extends SegmentationValidation> result, ComputationGraph network) {
      write(folder.lastModel());
      writeSummary(result.epochs(), result.seconds());
      if (bestEpoch > 0) {
        writeOverlays(restore(folder.bestModel(), false));
      }
    }

    private void write(Path model) {
      folder.write(model, file -> ModelSerializer.writeModel(network, file.toFile(), true));
    }

    private void writeSummary(int epochs, double seconds) {
      folder.writeSummary(
          new RunSummary(
              training.loss(),
              training.seed(),
              epochs,
              bestEpoch,
              secondsBefore + seconds,
              last,
              best));
    }

    private void writeOverlays(ComputationGraph bestNetwork) {
      SegmentationDataset dataset = training.dataset();
      SegmentationPredictor predictor = training.modelCard().predictor(bestNetwork);
      Overlays overlays = new Overlays(dataset.classNames());
      for (int i = 0; i < Math.min(PICTURES, dataset.size(Split.VALIDATION)); i++) {
        SegmentationSample sample = dataset.get(Split.VALIDATION, i);
        folder.writeImage(
            folder.overlay(sample.name()),
            overlays.comparison(sample, predictor.predict(sample).labels()));
      }
    }
  }

  /** Scores of no pixels: all undefined. */
  private SegmentationScores none() {
    return SegmentationScores.of(new SegmentationEvaluation(training.dataset().classNames()));
  }
}
