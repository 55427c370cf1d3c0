package org.dl4jvision.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.train.EpochResult;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.TrainerListener;
import org.dl4jvision.train.TrainingResult;
import org.dl4jvision.train.Validation;

/**
 * A training with its run folder: writes metrics, curves, summary and models after every epoch and
 * pictures at the end, and goes on with what such a folder holds.
 *
 * @param <V> what validations find
 * @param <S> what reports show of it
 */
public abstract class TrainingRun<V extends Validation, S> {

  /** Validation images of which pictures are written. */
  public static final int PICTURES = 8;

  private final Training<V> training;
  private final RunFolder folder;
  private final Class<S> scoresType;
  private final ComputationGraph network;

  private double secondsBefore;
  private int bestEpoch;
  private S best;
  private S last;
  private double bestScore = Double.NEGATIVE_INFINITY;

  public TrainingRun(Training<V> training, RunFolder folder, Class<S> scoresType, S none) {
    this.training = training;
    this.folder = folder;
    this.scoresType = scoresType;
    network = training.newNetwork();
    best = none;
    last = none;
  }

  /** What reports show of a validation. */
  protected abstract S scores(V validation);

  /** Scores of an epoch without validation: all undefined. */
  protected abstract S none();

  /** The number by which the best epoch is found. */
  protected abstract double score(S scores);

  /** The line of metrics.csv. */
  protected abstract Map<String, Double> metrics(
      EpochResult<? extends V> epoch, S scores, double seconds);

  /** Draws metrics.csv. */
  protected abstract void writeCurves();

  /** Writes pictures of what the best network does. */
  protected abstract void writePictures(ComputationGraph best);

  /**
   * Goes on after the last complete epoch, if there is any.
   *
   * @throws IllegalArgumentException if all epochs are done, or the network has other weights
   */
  protected final void restore() {
    if (!Files.exists(folder.lastModel())) {
      return;
    }
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
      RunSummary<S> summary = folder.readSummary(scoresType);
      secondsBefore = summary.seconds();
      last = summary.last();
      if (summary.bestEpoch() > 0) {
        bestEpoch = summary.bestEpoch();
        best = summary.best();
        bestScore = score(best);
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

  public final RunFolder folder() {
    return folder;
  }

  public final ComputationGraph network() {
    return network;
  }

  /** A trainer that writes to the folder; further listeners can be added. */
  public final Trainer.Builder<V> trainer() {
    return training.trainer(network).scoreToBeat(bestScore).listener(new Recorder());
  }

  private final class Recorder implements TrainerListener<V> {
    private double lastSeconds;

    @Override
    public void onEpoch(EpochResult<? extends V> epoch, ComputationGraph network) {
      S scores =
          epoch.validation().<S>map(TrainingRun.this::scores).orElseGet(TrainingRun.this::none);
      if (epoch.validation().isPresent()) {
        last = scores;
      }
      if (epoch.best()) {
        best = scores;
        bestEpoch = epoch.epoch();
        // The best one first: what dies between the two is trained again.
        write(folder.bestModel());
        folder.write(
            folder.lastModel(),
            file -> Files.copy(folder.bestModel(), file, StandardCopyOption.REPLACE_EXISTING));
      } else {
        write(folder.lastModel());
      }
      folder.appendMetrics(metrics(epoch, scores, epoch.seconds() - lastSeconds));
      lastSeconds = epoch.seconds();
      writeCurves();
      writeSummary(epoch.epoch(), epoch.seconds());
    }

    @Override
    public void onEnd(TrainingResult<? extends V> result, ComputationGraph network) {
      write(folder.lastModel());
      writeSummary(result.epochs(), result.seconds());
      if (bestEpoch > 0) {
        writePictures(restore(folder.bestModel(), false));
      }
    }

    private void write(Path model) {
      folder.write(model, file -> ModelSerializer.writeModel(network, file.toFile(), true));
    }

    private void writeSummary(int epochs, double seconds) {
      folder.writeSummary(
          new RunSummary<>(
              training.loss(),
              training.seed(),
              epochs,
              bestEpoch,
              secondsBefore + seconds,
              last,
              best));
    }
  }
}
