package org.dl4jvision.task;

import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.Scores;
import org.dl4jvision.train.TrainedEpoch;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.WeightAverage;

/**
 * A training with its run folder. The models with their {@link RunState} are the run ({@link
 * Checkpoint} says when they are written); metrics, curves, summary and overlays only show it
 * ({@link RunReport}).
 *
 * <p>Nothing is written before the first update of the weights has succeeded, so that options that
 * turn out to be wrong change nothing. From then, or from {@link #resume}, until the training ends
 * or this is closed, no other process can use the folder.
 *
 * @param <V> what validations find
 */
public final class TaskRun<V extends TaskValidation> implements AutoCloseable {

  /** The number of validation images of which overlays are written. */
  public static final int PICTURES = 8;

  /** A rise of the score that more training may go on with. */
  private static final double WORTH_A_WORD = 0.01;

  private final Training<V> training;
  private final RunFolder folder;
  private final ComputationGraph network;
  private final RunRecorder<V> recorder;
  private final Optional<WeightAverage> average;

  private TaskRun(
      Training<V> training,
      RunFolder folder,
      RunRecorder<V> recorder,
      Supplier<ComputationGraph> network) {
    this.training = training;
    this.folder = folder;
    this.recorder = recorder;
    this.network =
        LackOfMemory.tell(
            () -> "the network is too large for the memory: choose a smaller one", network::get);
    average = training.options().recipe.average(this.network);
    recorder.average(average);
  }

  /**
   * A new training in a new folder.
   *
   * @throws IllegalArgumentException if another process uses the folder
   */
  public static <V extends TaskValidation> TaskRun<V> create(
      Training<V> training, RunFolder folder) {
    RunRecorder<V> recorder = new RunRecorder<>(training, folder);
    TaskRun<V> run = new TaskRun<>(training, folder, recorder, training::newNetwork);
    if (Files.exists(folder.configurationFile())) {
      recorder.lock();
    }
    return run;
  }

  /**
   * Goes on where the newest model was saved, also within an epoch or before its validation:
   * weights, state of the updater, epoch count and metrics come from the folder, all options from
   * {@code training}. A folder in which no epoch was recorded starts anew; one in which all are
   * gets what is missing of its summary and pictures.
   *
   * @throws IllegalArgumentException if another process uses the folder, its model is missing or
   *     damaged, or the network has other weights
   */
  public static <V extends TaskValidation> TaskRun<V> resume(
      Training<V> training, RunFolder folder) {
    RunRecorder<V> recorder = new RunRecorder<>(training, folder);
    recorder.lock();
    try {
      Optional<Checkpoint.Saved> newest = recorder.newest();
      TaskRun<V> run =
          new TaskRun<>(
              training,
              folder,
              recorder,
              newest.isPresent() ? training::untrained : training::newNetwork);
      newest.ifPresent(run::restore);
      return run;
    } catch (RuntimeException | Error e) {
      recorder.close();
      throw e;
    }
  }

  private void restore(Checkpoint.Saved saved) {
    ComputationGraph last = saved.network().network();
    if (last.numParams() != network.numParams()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: has %d weights, but with these options the network has %d",
              saved.file(), last.numParams(), network.numParams()));
    }
    if (TrainedNetwork.states(last) != TrainedNetwork.states(network)) {
      throw new IllegalArgumentException(
          String.format(
              "%s: was trained by another optimizer than %s: go on with that of the run",
              saved.file(), training.options().recipe.optimizer));
    }
    requirePreparation(training.modelCard());
    saved.network().copyTo(network, average);
    recorder.goOn(saved.state());
  }

  /** The models so far, the best of all maybe among them, will be used as the card says. */
  private void requirePreparation(ModelCard card) {
    if (Files.exists(folder.modelFile())) {
      card.requirePreparation(ModelCard.read(folder, card.getClass()));
    }
  }

  /** The folder in which everything is written. */
  public RunFolder folder() {
    return folder;
  }

  /** The network that is trained. */
  public ComputationGraph network() {
    return network;
  }

  /** Says with which command line this part of the training was started, for the summary. */
  public TaskRun<V> command(String line) {
    recorder.report().command(line);
    return this;
  }

  /** A trainer that writes to the folder; further listeners can be added. */
  public Trainer.Builder<V> trainer() {
    Trainer.Builder<V> builder =
        training
            .trainer(network, average)
            .toBeat(state().toBeat())
            .validations(state().validations())
            .trained(state().trained());
    // What is recorded of an epoch is complete: who adds to it comes first.
    training.listeners(folder).forEach(builder::listener);
    return builder.listener(recorder.listener());
  }

  private RunState<Scores> state() {
    return recorder.state();
  }

  /**
   * Whether all epochs were trained and recorded before, or early stopping has ended them, so that
   * nothing is to be trained.
   */
  public boolean isComplete() {
    return state().trained() == null && (epochs() >= allEpochs() || earlyEnd().isPresent());
  }

  private int allEpochs() {
    return training.options().epochs;
  }

  /** One line on why early stopping ended the training; empty where it did not. */
  public Optional<String> earlyEnd() {
    boolean early =
        epochs() < allEpochs() && training.options().recipe.stops(state().validations());
    return early
        ? Optional.of(
            String.format(
                "ended early, after %d of %d epochs: %s",
                epochs(), allEpochs(), state().stagnation()))
        : Optional.empty();
  }

  /** The number of epochs that are recorded. */
  public int epochs() {
    return state().epochs();
  }

  /** Whether the folder holds a part of this training, with which it can go on. */
  public boolean isResumable() {
    return recorder.isBegun() || state().newest() > 0;
  }

  /** The epoch that is trained and saved, but whose validation has not ended; mostly none. */
  public OptionalInt savedEpoch() {
    TrainedEpoch trained = state().trained();
    return trained != null && trained.due() && Files.exists(folder.trainedModel())
        ? OptionalInt.of(trained.epoch())
        : OptionalInt.empty();
  }

  /** One line on the best epoch so far; empty where there is none. */
  public Optional<String> outcome() {
    RunState<Scores> state = state();
    int best = state.bestEpoch();
    if (best == 0) {
      return Optional.empty();
    }
    MetricsTable metrics = state.table();
    String numbers =
        training.task().columns().inLines().stream()
            .map(
                column ->
                    column.lineTitle()
                        + " "
                        + Decimals.of(EarlierRun.valueOf(metrics, best, column.name())))
            .collect(Collectors.joining(", "));
    return Optional.of(
        String.format(
            Locale.ROOT,
            "best epoch %d of %d%s: %s; %.0f s",
            best,
            state.epochs(),
            reason(state),
            numbers,
            state.seconds()));
  }

  /** Why an epoch without a score is best. */
  private static String reason(RunState<Scores> state) {
    if (!state.validated()) {
      return ", not validated";
    }
    return Double.isNaN(state.best().score())
        ? ", by validation loss as its score is undefined"
        : "";
  }

  /** One line on a score that still rose when the training ended; empty where it did not. */
  public Optional<String> rise() {
    double rise = state().validations().rise().orElse(0);
    return rise < WORTH_A_WORD
        ? Optional.empty()
        : Optional.of(
            "the score still rose, by "
                + Decimals.of(rise)
                + " in the last third of the validations");
  }

  /** Gives the folder free for other processes; a training that has ended has done so already. */
  @Override
  public void close() {
    recorder.close();
  }
}
