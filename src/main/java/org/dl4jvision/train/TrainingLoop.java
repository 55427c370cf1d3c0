package org.dl4jvision.train;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Seeds;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One call of {@link Trainer#fit}.
 *
 * @param <V> what validations find
 */
final class TrainingLoop<V extends Validation> implements EpochProgress {

  private final Trainer<V> trainer;

  private final long start = System.nanoTime();
  private final ValidationSchedule schedule;
  private double validationSeconds;
  private Validation bestSoFar; // null: none
  private EpochResult<V> last;
  private EpochResult<V> best;
  private ValidationHistory validations;

  private int epoch;
  private int batch;
  private double lossSum;
  private double rate;
  private double epochStart; // less than 0 where an earlier training began it
  private double told; // when listeners were told of the epoch
  private boolean outOfTime;

  TrainingLoop(Trainer<V> trainer) {
    this.trainer = trainer;
    schedule =
        new ValidationSchedule(
            trainer.validateEvery, trainer.epochs, trainer.timeLimit, trainer.toBeat == null);
    bestSoFar = trainer.toBeat;
    validations = trainer.validations;
    epoch = trainer.network.getConfiguration().getEpochCount();
  }

  TrainingResult<V> fit() {
    TrainedEpoch begun = trainer.trained;
    if (begun != null && begun.complete()) {
      finish(begun);
      begun = null;
    }
    while (epoch < trainer.epochs && !trainer.stop && !outOfTime && !stagnates()) {
      start(begun);
      begun = null;
      EpochStart at = new EpochStart(epoch + 1, trainer.epochs, trainer.data.batches(), batch);
      trainer.listeners.forEach(l -> l.onEpochStart(at));
      run();
      if (batch == 0) {
        break;
      }
      if (trainer.stop) {
        tellTrained(false);
        break;
      }
      epoch++;
      trainer.step.networks().forEach(ComputationGraph::incrementEpochCount);
      finish(tellTrained(true));
    }
    TrainingResult<V> result =
        new TrainingResult<>(
            end(), epoch, seconds(), Optional.ofNullable(last), Optional.ofNullable(best));
    trainer.listeners.forEach(l -> l.onEnd(result, trainer.network));
    return result;
  }

  private void run() {
    trainer.step.begin();
    try {
      trainer.fitter.run(trainer.step, trainer.data.epoch(epoch, batch), this);
    } finally {
      trainer.step.rest();
    }
  }

  private boolean stagnates() {
    return validations.sinceBest() >= trainer.earlyStopping;
  }

  private void start(TrainedEpoch begun) {
    batch = begun == null ? 0 : begun.batches();
    lossSum = begun == null ? 0 : begun.lossSum();
    rate = begun == null ? Double.NaN : begun.learningRate();
    told = seconds();
    epochStart = begun == null ? told : told - begun.seconds();
  }

  /** Tells of an epoch as far as it is trained. */
  private TrainedEpoch tellTrained(boolean complete) {
    double took = seconds() - epochStart;
    int number = complete ? epoch : epoch + 1;
    boolean due = complete && (outOfTime || schedule.isDue(epoch, seconds(), took));
    TrainedEpoch result = new TrainedEpoch(number, batch, lossSum, rate, took, complete, due);
    trainer.listeners.forEach(l -> l.onTrained(result, trainer.network));
    told = seconds();
    return result;
  }

  @Override
  public boolean goesOn() {
    return !trainer.stop && !outOfTime;
  }

  @Override
  public void setLearningRate(List<ComputationGraph> networks) {
    double progress = (epoch + (double) batch / trainer.data.batches()) / trainer.epochs;
    progress = Math.min(1, Math.max(progress, seconds() / trainer.timeLimit));
    rate = trainer.learningRate.at(progress, validations);
    if (trainer.seed != null) {
      Nd4j.getRandom().setSeed(Seeds.mix(trainer.seed, epoch, batch));
    }
    networks.forEach(n -> LearningRate.set(n, rate));
  }

  @Override
  public void done(long examples, double loss) {
    batch++;
    requireFinite(epoch + 1, batch, loss, rate);
    lossSum += loss;
    BatchResult result = new BatchResult(epoch + 1, batch, (int) examples, loss, lossSum / batch);
    trainer.listeners.forEach(l -> l.onBatch(result));
    if (seconds() - told >= trainer.checkpoints) {
      trainer.step.rest();
      tellTrained(false);
      trainer.step.begin();
    }
    outOfTime = seconds() + validationSeconds >= trainer.timeLimit;
    if (trainer.validator != null) {
      schedule
          .foresee(epoch + 1, batch, trainer.data.batches(), seconds())
          .ifPresent(forecast -> trainer.listeners.forEach(l -> l.onForecast(forecast)));
    }
  }

  /** Validates a trained epoch where one is due, and tells of it. */
  private void finish(TrainedEpoch done) {
    Optional<V> validation =
        done.due() && trainer.validator != null ? Optional.of(validate(done)) : Optional.empty();
    boolean isBest =
        validation.isPresent() && (bestSoFar == null || validation.get().isBetterThan(bestSoFar));
    EpochResult<V> result =
        new EpochResult<>(
            epoch,
            trainer.epochs,
            done.trainLoss(),
            done.learningRate(),
            seconds(),
            validation,
            isBest);
    if (validation.isPresent()) {
      last = result;
      validations = validations.with(isBest, validation.get().score());
    }
    if (isBest) {
      bestSoFar = validation.get();
      best = result;
    }
    trainer.listeners.forEach(l -> l.onEpoch(result, trainer.network));
  }

  private V validate(TrainedEpoch done) {
    double before = seconds();
    V validation = trainer.validator.validate(trainer.network);
    validationSeconds = seconds() - before;
    schedule.validated();
    requireFinite(epoch, done.batches(), validation.loss(), done.learningRate());
    return validation;
  }

  private TrainingResult.End end() {
    if (epoch >= trainer.epochs) {
      return TrainingResult.End.COMPLETED;
    }
    if (trainer.stop) {
      return TrainingResult.End.STOPPED;
    }
    return stagnates() ? TrainingResult.End.EARLY_STOPPED : TrainingResult.End.TIME_LIMIT;
  }

  private void requireFinite(int inEpoch, int inBatch, double loss, double atRate) {
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(inEpoch, inBatch, loss, atRate);
    }
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
