package org.dl4jvision.task;

import java.nio.file.Files;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.io.FolderLock;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunStatus;
import org.dl4jvision.report.Scores;
import org.dl4jvision.train.BatchResult;
import org.dl4jvision.train.EpochResult;
import org.dl4jvision.train.TrainedEpoch;
import org.dl4jvision.train.TrainerListener;
import org.dl4jvision.train.TrainingDivergedException;
import org.dl4jvision.train.TrainingResult;
import org.dl4jvision.train.Validation;
import org.dl4jvision.train.WeightAverage;

/**
 * Writes a run folder as a training goes on, from the first update of the weights.
 *
 * @param <V> what validations find
 */
final class RunRecorder<V extends TaskValidation> implements AutoCloseable {

  private final Training<V> training;
  private final RunFolder folder;
  private final Checkpoint checkpoint;
  private final RunReport report;

  private RunState<Scores> state;
  private Optional<WeightAverage> average = Optional.empty();
  private FolderLock lock; // null: not locked
  private boolean begun; // whether anything is written

  RunRecorder(Training<V> training, RunFolder folder) {
    this.training = training;
    this.folder = folder;
    checkpoint = new Checkpoint(folder, training.task().scores());
    report = new RunReport(training, folder);
    state = RunState.atStart(RunReport.now(), training.nothing().scores());
  }

  /** Sets the average that is saved with the network. */
  void average(Optional<WeightAverage> weights) {
    average = weights;
  }

  RunState<Scores> state() {
    return state;
  }

  RunReport report() {
    return report;
  }

  boolean isBegun() {
    return begun;
  }

  /** What the folder holds to go on from. */
  Optional<Checkpoint.Saved> newest() {
    return checkpoint.newest();
  }

  /** Goes on from what was saved; where its best model got lost, the next one is. */
  void goOn(RunState<Scores> saved) {
    boolean bestIsLast = saved.bestEpoch() == saved.epochs() && saved.trained() == null;
    boolean lost = saved.best() == null || !(bestIsLast || Files.exists(folder.bestModel()));
    state = lost ? saved.withoutBest(training.nothing().scores()) : saved;
  }

  /** Refuses a folder that another process writes to. */
  void lock() {
    if (lock == null) {
      lock = folder.lock();
    }
  }

  @Override
  public void close() {
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }

  /** Writes what the run is, as soon as it is certain that it will be one. */
  private void begin() {
    lock();
    if (begun) {
      return;
    }
    folder.prepare();
    folder.writeConfiguration(training.options().toMap());
    folder.writeJson(folder.modelFile(), training.modelCard());
    if (state.trained() == null) {
      checkpoint.complete(state); // as far as a killed process did not
    }
    report.write(state);
    begun = true;
  }

  /** A listener for one training. */
  TrainerListener<V> listener() {
    return new Listener();
  }

  private final class Listener implements TrainerListener<V> {

    private double secondsTold = state.trained() == null ? 0 : -state.trained().seconds();

    @Override
    public void onBatch(BatchResult batch) {
      begin();
    }

    @Override
    public void onTrained(TrainedEpoch epoch, ComputationGraph network) {
      state = state.with(epoch);
      if (epoch.due() || !epoch.complete()) {
        checkpoint.save(state, TrainedNetwork.of(network, average));
      }
    }

    @Override
    public void onEpoch(EpochResult<? extends V> epoch, ComputationGraph network) {
      begin();
      V found = epoch.validation().<V>map(v -> v).orElseGet(training::nothing);
      double seconds = epoch.seconds() - secondsTold;
      secondsTold = epoch.seconds();
      EpochMetrics<V> metrics =
          new EpochMetrics<>(
              epoch.epoch(),
              epoch.trainLoss(),
              epoch.validation().map(Validation::loss).orElse(Double.NaN),
              found,
              seconds);
      boolean saved = state.trained() != null && state.trained().due();
      state = state.after(epoch, found.scores(), training.task().columns().row(metrics), seconds);
      checkpoint.record(state, TrainedNetwork.of(network, average), saved);
      report.write(state);
    }

    @Override
    public void onEnd(TrainingResult<? extends V> result, ComputationGraph network) {
      switch (result.end()) {
        case COMPLETED ->
            complete(RunStatus.COMPLETED, "all " + state.epochs() + " epochs are done");
        case EARLY_STOPPED -> complete(RunStatus.EARLY_STOPPED, state.stagnation());
        case TIME_LIMIT -> end(RunStatus.TIME_LIMIT, "its time was over");
        case STOPPED -> stopped();
      }
      close();
    }

    private void complete(RunStatus status, String reason) {
      if (begun || !report.isComplete(state, status)) {
        begin();
        end(status, reason);
      }
    }

    private void end(RunStatus status, String reason) {
      report.writePictures(state);
      report.write(state, status, reason);
    }

    /** Who stops a training may not wait for the pictures. */
    private void stopped() {
      if (begun) {
        report.write(state, RunStatus.STOPPED, "it was stopped");
        report.writePictures(state);
        report.write(state, RunStatus.STOPPED, "it was stopped");
      }
    }

    @Override
    public void onFailure(Throwable cause) {
      boolean diverged = cause instanceof TrainingDivergedException;
      if (diverged && state.trained() != null) {
        begin();
        state = state.with(null);
        checkpoint.discard(); // its weights are of no use
      }
      if (begun) {
        RunStatus status = diverged ? RunStatus.DIVERGED : RunStatus.FAILED;
        report.write(state, status, String.valueOf(cause.getMessage()));
      }
      close();
    }
  }
}
