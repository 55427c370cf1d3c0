package org.dl4jvision.task;

import java.util.Map;
import org.dl4jvision.check.Check;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.Scores;
import org.dl4jvision.train.EpochResult;
import org.dl4jvision.train.TrainedEpoch;
import org.dl4jvision.train.Validation;
import org.dl4jvision.train.ValidationHistory;

/**
 * All that a run has to know to go on besides its options and its network, which it lies beside in
 * one file. What else a run folder shows of its epochs is made of this.
 *
 * @param <S> the scores
 * @param started when the first part of the training started, ISO 8601
 * @param seconds of all parts
 * @param epochs that are recorded
 * @param metrics their lines, as metrics.csv has them
 * @param last scores of the newest validation
 * @param bestEpoch the epoch of the best model, 0 before the first
 * @param best scores of that epoch
 * @param bestLoss mean loss of its validation; NaN where it was not validated
 * @param validations how they went; null in files of earlier versions, which did not ask
 * @param trained the next epoch, if the network has learnt it or a part of it, but its validation
 *     has not ended; else null
 */
record RunState<S extends Scores>(
    String started,
    double seconds,
    int epochs,
    String metrics,
    S last,
    int bestEpoch,
    S best,
    double bestLoss,
    ValidationHistory validations,
    TrainedEpoch trained) {

  RunState {
    Check.given("metrics", metrics);
    Check.atLeast("epochs", epochs, 0);
    Check.between("bestEpoch", bestEpoch, 0, epochs);
    Check.that(bestEpoch == 0 || best != null, "best", best, "scores, as there is a bestEpoch");
    validations = validations == null ? ValidationHistory.NONE : validations;
  }

  /** Before the first epoch. */
  static RunState<Scores> atStart(String started, Scores nothing) {
    return new RunState<>(
        started, 0, 0, "", nothing, 0, nothing, Double.NaN, ValidationHistory.NONE, null);
  }

  /** The same without its type. */
  static RunState<Scores> of(RunState<? extends Scores> state) {
    return new RunState<>(
        state.started,
        state.seconds,
        state.epochs,
        state.metrics,
        state.last,
        state.bestEpoch,
        state.best,
        state.bestLoss,
        state.validations,
        state.trained);
  }

  MetricsTable table() {
    return MetricsTable.parseCsv(metrics);
  }

  /** The newest epoch that the network has learnt or begun to, 0 before the first. */
  int newest() {
    return trained == null ? epochs : trained.epoch();
  }

  /** Whether an epoch was validated, so that there is something to beat. */
  boolean validated() {
    return !Double.isNaN(bestLoss) || !Double.isNaN(best.score());
  }

  /** What early stopping gives as its reason. */
  String stagnation() {
    return "no better score in " + validations.sinceBest() + " validations";
  }

  /** What the best epoch found, null before a validation. */
  Validation toBeat() {
    return validated() ? new Found(bestLoss, best.score()) : null;
  }

  /** What an epoch of an earlier part of the training found. */
  private record Found(double loss, double score) implements Validation {}

  /** With a next epoch that is trained as far as it says. */
  RunState<S> with(TrainedEpoch next) {
    return new RunState<>(
        started, seconds, epochs, metrics, last, bestEpoch, best, bestLoss, validations, next);
  }

  /** Where the best model got lost, the next epoch that is validated is the best. */
  RunState<S> withoutBest(S nothing) {
    return new RunState<>(
        started,
        seconds,
        epochs,
        metrics,
        last == null ? nothing : last,
        0,
        nothing,
        Double.NaN,
        validations,
        trained);
  }

  /**
   * With the next epoch recorded.
   *
   * @param found by its validation, or of no images
   * @param row its line of metrics.csv
   * @param took its seconds
   */
  RunState<S> after(EpochResult<?> epoch, S found, Map<String, Double> row, double took) {
    // Before the first validation the newest model is the best there is.
    boolean isBest = epoch.best() || !validated();
    double loss = epoch.validation().map(Validation::loss).orElse(Double.NaN);
    return new RunState<>(
        started,
        seconds + took,
        epoch.epoch(),
        table().withAny(row).toCsv(),
        epoch.validation().isPresent() ? found : last,
        isBest ? epoch.epoch() : bestEpoch,
        isBest ? found : best,
        isBest ? loss : bestLoss,
        epoch.validation().map(v -> validations.with(epoch.best(), v.score())).orElse(validations),
        null);
  }
}
