package org.dl4jvision.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;

/**
 * The training loop: epochs of {@link Step}s that a {@link Fitter} runs, validations between them,
 * and listeners that are told. It starts at the network's epoch count, so a network read back with
 * its updater state goes on where it stopped. A MultiLayerNetwork is trained through its {@code
 * toComputationGraph()}.
 *
 * <p>All but {@link #stop()} belongs to one thread.
 *
 * @param <V> what validations find
 */
public final class Trainer<V extends Validation> {

  private final Step step;
  private final ComputationGraph network;
  private final TrainingData data;
  private final Fitter fitter;
  private final Validator<? extends V> validator;
  private final int validateEvery;
  private final int epochs;
  private final LearningRate learningRate;
  private final double timeLimit;
  private final List<TrainerListener<? super V>> listeners;
  private final Validation toBeat;
  private final TrainedEpoch trained;

  private volatile boolean stop;

  private Trainer(Builder<V> builder) {
    step = builder.step;
    network = step.networks().get(0);
    data = builder.data;
    fitter = builder.fitter;
    validator = builder.validator;
    validateEvery = builder.validateEvery;
    epochs = builder.epochs;
    learningRate = builder.learningRate;
    timeLimit =
        builder.timeLimit == null ? Double.POSITIVE_INFINITY : builder.timeLimit.toNanos() / 1e9;
    listeners = List.copyOf(builder.listeners);
    toBeat = builder.toBeat;
    trained = builder.trained;
  }

  /** A trainer of one network by its own loss. */
  public static <V extends Validation> Builder<V> builder(
      ComputationGraph network, TrainingData data) {
    return builder(Step.of(network), data);
  }

  /** A trainer of the networks of a step. */
  public static <V extends Validation> Builder<V> builder(Step step, TrainingData data) {
    return new Builder<>(step, data);
  }

  /**
   * Makes the training end after the batch it is at. An epoch that is not complete does not count
   * and is not validated; a resumed training does it again. May be called from any thread.
   */
  public void stop() {
    stop = true;
  }

  /**
   * Trains until the last epoch, the time limit or {@link #stop()}.
   *
   * @throws TrainingDivergedException if the loss becomes infinite or not a number
   */
  public TrainingResult<V> fit() {
    return new Run().fit();
  }

  /** One call of {@link #fit}. */
  private final class Run implements EpochProgress {

    private final long start = System.nanoTime();
    private final ValidationSchedule schedule =
        new ValidationSchedule(validateEvery, epochs, timeLimit, toBeat == null);
    private double validationSeconds;
    private Validation bestSoFar = toBeat; // null: none
    private EpochResult<V> last;
    private EpochResult<V> best;

    private int epoch = network.getConfiguration().getEpochCount();
    private int batch;
    private double lossSum;
    private double rate;
    private boolean outOfTime;

    TrainingResult<V> fit() {
      if (trained != null) {
        finish(trained);
      }
      while (epoch < epochs && !stop && !outOfTime) {
        double before = seconds();
        batch = 0;
        lossSum = 0;
        EpochStart epochStart = new EpochStart(epoch + 1, epochs, data.batches());
        listeners.forEach(l -> l.onEpochStart(epochStart));
        fitter.run(step, data.epoch(epoch), this);
        if (stop || batch == 0) {
          break;
        }
        epoch++;
        step.networks().forEach(ComputationGraph::incrementEpochCount);
        double took = seconds() - before;
        boolean due = outOfTime || schedule.isDue(epoch, seconds(), took);
        TrainedEpoch done = new TrainedEpoch(epoch, batch, lossSum / batch, rate, took, due);
        listeners.forEach(l -> l.onTrained(done, network));
        finish(done);
      }
      TrainingResult<V> result =
          new TrainingResult<>(
              end(), epoch, seconds(), Optional.ofNullable(last), Optional.ofNullable(best));
      listeners.forEach(l -> l.onEnd(result, network));
      return result;
    }

    @Override
    public boolean goesOn() {
      return !stop && !outOfTime;
    }

    @Override
    public void setLearningRate(List<ComputationGraph> networks) {
      double progress = (epoch + (double) batch / data.batches()) / epochs;
      rate = learningRate.at(Math.min(1, Math.max(progress, seconds() / timeLimit)));
      networks.forEach(n -> LearningRate.set(n, rate));
    }

    @Override
    public void done(long examples, double loss) {
      batch++;
      requireFinite(epoch + 1, batch, loss, rate);
      lossSum += loss;
      BatchResult result = new BatchResult(epoch + 1, batch, (int) examples, loss, lossSum / batch);
      listeners.forEach(l -> l.onBatch(result));
      outOfTime = seconds() + validationSeconds >= timeLimit;
      if (validator != null) {
        schedule
            .foresee(epoch + 1, batch, data.batches(), seconds())
            .ifPresent(forecast -> listeners.forEach(l -> l.onForecast(forecast)));
      }
    }

    /** Validates a trained epoch where one is due, and tells of it. */
    private void finish(TrainedEpoch done) {
      Optional<V> validation =
          done.due() && validator != null ? Optional.of(validate(done)) : Optional.empty();
      boolean isBest =
          validation.isPresent() && (bestSoFar == null || validation.get().isBetterThan(bestSoFar));
      EpochResult<V> result =
          new EpochResult<>(
              epoch, epochs, done.trainLoss(), done.learningRate(), seconds(), validation, isBest);
      if (validation.isPresent()) {
        last = result;
      }
      if (isBest) {
        bestSoFar = validation.get();
        best = result;
      }
      listeners.forEach(l -> l.onEpoch(result, network));
    }

    private V validate(TrainedEpoch done) {
      double before = seconds();
      V validation = validator.validate(network);
      validationSeconds = seconds() - before;
      schedule.validated();
      requireFinite(epoch, done.batches(), validation.loss(), done.learningRate());
      return validation;
    }

    private TrainingResult.End end() {
      if (epoch >= epochs) {
        return TrainingResult.End.COMPLETED;
      }
      return stop ? TrainingResult.End.STOPPED : TrainingResult.End.TIME_LIMIT;
    }

    private void requireFinite(int inEpoch, int inBatch, double loss, double atRate) {
      if (!Double.isFinite(loss)) {
        listeners.forEach(TrainerListener::onDiverged);
        throw new TrainingDivergedException(inEpoch, inBatch, loss, atRate);
      }
    }

    private double seconds() {
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /**
   * Options of a training.
   *
   * @param <V> what validations find
   */
  public static final class Builder<V extends Validation> {
    private final Step step;
    private final TrainingData data;
    private final List<TrainerListener<? super V>> listeners = new ArrayList<>();
    private Fitter fitter = Fitter.LOCAL;
    private Validator<? extends V> validator;
    private int validateEvery = 1;
    private int epochs = 1;
    private LearningRate learningRate = LearningRate.cosine(1e-3, 0.05);
    private Duration timeLimit;
    private Validation toBeat;
    private TrainedEpoch trained;

    private Builder(Step step, TrainingData data) {
      this.step = Objects.requireNonNull(step, "step");
      this.data = Objects.requireNonNull(data, "data");
    }

    /** Sets what runs the steps; default {@link Fitter#LOCAL}. */
    public Builder<V> fitter(Fitter fitter) {
      this.fitter = Objects.requireNonNull(fitter, "fitter");
      return this;
    }

    /**
     * Validates after every {@code every}-th epoch and after the last, where the time is limited
     * for the first time within a tenth of it, as far as epochs allow; default: never.
     */
    public Builder<V> validator(Validator<? extends V> validator, int every) {
      this.validator = Objects.requireNonNull(validator, "validator");
      validateEvery = Check.atLeast("every", every, 1);
      return this;
    }

    /**
     * Sets the number of passes through the data, a resumed network's earlier ones included;
     * default 1.
     */
    public Builder<V> epochs(int epochs) {
      this.epochs = Check.atLeast("epochs", epochs, 1);
      return this;
    }

    /** Sets the learning rate over the training; default a cosine from 0.001. */
    public Builder<V> learningRate(LearningRate learningRate) {
      this.learningRate = Objects.requireNonNull(learningRate, "learningRate");
      return this;
    }

    /**
     * Ends the training after this time, the last validation included as far as it can be foreseen;
     * the learning rate runs through its schedule in this time. Default: no limit.
     */
    public Builder<V> timeLimit(Duration timeLimit) {
      boolean ok = !timeLimit.isNegative() && !timeLimit.isZero();
      Check.that(ok, "timeLimit", timeLimit, "durations above 0");
      this.timeLimit = timeLimit;
      return this;
    }

    /** Adds a listener; listeners are called in the order they were added. */
    public Builder<V> listener(TrainerListener<? super V> listener) {
      listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /** Sets what the best epoch of an earlier part of this training found; default null: none. */
    public Builder<V> toBeat(Validation earlier) {
      toBeat = earlier;
      return this;
    }

    /**
     * Sets the network's newest epoch, which an earlier part of this training trained but did not
     * finish: its validation comes first. Default null: none.
     */
    public Builder<V> trained(TrainedEpoch earlier) {
      trained = earlier;
      return this;
    }

    public Trainer<V> build() {
      return new Trainer<>(this);
    }
  }
}
