package org.dl4jvision.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.Scores;
import org.dl4jvision.train.EpochResult;
import org.dl4jvision.train.TrainedEpoch;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.TrainerListener;
import org.dl4jvision.train.TrainingResult;
import org.dl4jvision.train.Validation;

/**
 * A training with its run folder: writes options and model card at the start, the model after the
 * updates of every epoch, metrics, curves and summary after its validation and overlays at the end,
 * and goes on with what such a folder holds.
 *
 * @param <V> what validations find
 */
public final class TaskRun<V extends TaskValidation> {

  /** The number of validation images of which overlays are written. */
  public static final int PICTURES = 8;

  private final Training<V> training;
  private final RunFolder folder;
  private final ComputationGraph network;
  private final Checkpoint checkpoint;

  private TrainedEpoch trained; // whose validation comes first; null: none
  private double secondsBefore;
  private int bestEpoch;
  private Scores best;
  private Scores last;
  private Validation toBeat; // what the best epoch found; null before a validation

  private TaskRun(Training<V> training, RunFolder folder) {
    this.training = training;
    this.folder = folder;
    checkpoint = new Checkpoint(folder);
    network =
        LackOfMemory.tell(
            () -> "the network is too large for the memory: choose a smaller one",
            training::newNetwork);
    best = training.nothing().scores();
    last = best;
  }

  /** A new training in a new folder. */
  public static <V extends TaskValidation> TaskRun<V> create(
      Training<V> training, RunFolder folder) {
    TaskRun<V> run = new TaskRun<>(training, folder);
    run.writeDescription();
    return run;
  }

  /**
   * Goes on after the last trained epoch, whose validation comes first where it is missing:
   * weights, state of the updater, epoch count and metrics come from the folder, all options from
   * {@code training}. A folder without a model starts anew.
   *
   * @throws IllegalArgumentException if all epochs are done, or the network has other weights
   */
  public static <V extends TaskValidation> TaskRun<V> resume(
      Training<V> training, RunFolder folder) {
    TaskRun<V> run = new TaskRun<>(training, folder);
    run.trained = run.checkpoint.epoch().orElse(null);
    boolean none = run.trained == null && !Files.exists(folder.lastModel());
    folder.keepMetricsUpTo(none ? 0 : run.restore());
    run.writeDescription();
    return run;
  }

  /** Writes the configuration last, as it makes the folder a run. */
  private void writeDescription() {
    JsonFile.write(folder.modelFile(), training.modelCard());
    folder.writeConfiguration(training.options().toMap());
  }

  /** Reads what the folder holds and returns how many epochs are recorded. */
  private int restore() {
    RunSummary<? extends Scores> summary =
        Files.exists(folder.summaryFile()) ? folder.readSummary(training.task().scores()) : null;
    Path file = trained == null ? folder.lastModel() : folder.trainedModel();
    ComputationGraph saved = trained == null ? ModelFile.last(folder) : ModelFile.trained(folder);
    int epochs = saved.getConfiguration().getEpochCount();
    boolean recorded = trained == null || (summary != null && summary.epochs() >= epochs);
    requireFit(saved, file, recorded ? epochs : epochs - 1);
    requirePreparation(training.modelCard());
    network.setParams(saved.params());
    network
        .getUpdater()
        .getUpdaterStateViewArray()
        .assign(saved.getUpdater().getUpdaterStateViewArray());
    network.getConfiguration().setEpochCount(epochs);
    network.getConfiguration().setIterationCount(saved.getConfiguration().getIterationCount());
    if (trained != null && recorded) {
      checkpoint.complete(summary.bestEpoch() == epochs);
      trained = null;
    }
    if (summary != null) {
      secondsBefore = summary.seconds();
      last = summary.last();
      if (summary.bestEpoch() > 0 && Files.exists(folder.bestModel())) {
        bestEpoch = summary.bestEpoch();
        best = summary.best();
        toBeat = best(folder.readMetrics());
      }
    }
    if (trained != null) {
      secondsBefore += trained.seconds();
    }
    return recorded ? epochs : epochs - 1;
  }

  private void requireFit(ComputationGraph saved, Path file, int recorded) {
    int wanted = training.options().epochs;
    if (recorded >= wanted) {
      throw new IllegalArgumentException(
          String.format(
              "%s: all %d epochs are done, resume with more than that", folder.path(), wanted));
    }
    if (saved.numParams() != network.numParams()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: has %d weights, but with these options the network has %d",
              file, saved.numParams(), network.numParams()));
    }
  }

  /** The models so far, the best of all maybe among them, will be used as the card says. */
  private void requirePreparation(ModelCard card) {
    if (Files.exists(folder.modelFile())) {
      card.requirePreparation(ModelCard.read(folder, card.getClass()));
    }
  }

  /** What the best epoch found, null if it was not validated. */
  private Validation best(MetricsTable metrics) {
    double loss = ofBest(metrics, EpochMetrics.VALIDATION_LOSS);
    return Double.isNaN(loss) && Double.isNaN(best.score()) ? null : new Found(loss, best.score());
  }

  /** What an epoch of an earlier part of the training found. */
  private record Found(double loss, double score) implements Validation {}

  /** The folder in which everything is written. */
  public RunFolder folder() {
    return folder;
  }

  /** The network that is trained. */
  public ComputationGraph network() {
    return network;
  }

  /** A trainer that writes to the folder; further listeners can be added. */
  public Trainer.Builder<V> trainer() {
    return training.trainer(network).toBeat(toBeat).trained(trained).listener(new Recorder());
  }

  /** The epoch that is trained and saved, but whose validation has not ended; mostly none. */
  public OptionalInt savedEpoch() {
    return checkpoint.epoch().stream().mapToInt(TrainedEpoch::epoch).findFirst();
  }

  /** One line on the best epoch so far; empty where there is none. */
  public Optional<String> outcome() {
    if (bestEpoch == 0) {
      return Optional.empty();
    }
    MetricsTable metrics = folder.readMetrics();
    RunSummary<? extends Scores> summary = folder.readSummary(training.task().scores());
    String numbers =
        training.task().columns().inLines().stream()
            .map(column -> column.lineTitle() + " " + Decimals.of(ofBest(metrics, column.name())))
            .collect(Collectors.joining(", "));
    return Optional.of(
        format(
            "best epoch %d of %d%s: %s; %.0f s",
            bestEpoch, summary.epochs(), reason(), numbers, summary.seconds()));
  }

  /** Why an epoch without a score is best. */
  private String reason() {
    if (toBeat == null) {
      return ", not validated";
    }
    return Double.isNaN(best.score()) ? ", by validation loss as its score is undefined" : "";
  }

  /** A number of the best epoch, NaN where metrics.csv has none. */
  private double ofBest(MetricsTable metrics, String column) {
    if (!metrics.has(column)) {
      return Double.NaN;
    }
    double[] epochs = metrics.column(EpochMetrics.EPOCH);
    double[] values = metrics.column(column);
    return IntStream.range(0, epochs.length)
        .filter(i -> epochs[i] == bestEpoch)
        .mapToDouble(i -> values[i])
        .findFirst()
        .orElse(Double.NaN);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  private final class Recorder implements TrainerListener<V> {
    private double lastSeconds = trained == null ? 0 : -trained.seconds();

    @Override
    public void onTrained(TrainedEpoch epoch, ComputationGraph network) {
      checkpoint.save(epoch, network);
    }

    @Override
    public void onDiverged() {
      checkpoint.discard();
    }

    @Override
    public void onEpoch(EpochResult<? extends V> epoch, ComputationGraph network) {
      V validation = epoch.validation().<V>map(v -> v).orElseGet(training::nothing);
      if (epoch.validation().isPresent()) {
        last = validation.scores();
      }
      if (epoch.best()) {
        toBeat = validation;
      }
      // Before the first validation the newest model is the best there is.
      boolean isBest = epoch.best() || toBeat == null;
      if (isBest) {
        best = validation.scores();
        bestEpoch = epoch.epoch();
      }
      EpochMetrics<V> metrics =
          new EpochMetrics<>(
              epoch.epoch(),
              epoch.trainLoss(),
              epoch.validation().map(Validation::loss).orElse(Double.NaN),
              validation,
              epoch.seconds() - lastSeconds);
      folder.appendMetrics(training.task().columns().row(metrics));
      lastSeconds = epoch.seconds();
      folder.writeCurves(training.task().columns());
      writeSummary(epoch.epoch(), epoch.seconds());
      checkpoint.complete(isBest);
    }

    @Override
    public void onEnd(TrainingResult<? extends V> result, ComputationGraph network) {
      writeSummary(result.epochs(), result.seconds());
      if (bestEpoch > 0) {
        training.writePictures(ModelFile.best(folder), folder);
      }
    }

    private void writeSummary(int epochs, double seconds) {
      folder.writeSummary(
          new RunSummary<>(
              training.loss(),
              training.options().seed,
              epochs,
              bestEpoch,
              secondsBefore + seconds,
              last,
              best));
    }
  }
}
