package org.dl4jvision.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The training loop: updates a network batch by batch, validates it and tells its listeners. It
 * starts at the network's epoch count, so a network read back with its updater state goes on where
 * it stopped. A MultiLayerNetwork is trained through its {@code toComputationGraph()}.
 *
 * <p>All but {@link #stop()} belongs to one thread.
 *
 * @param <V> what validations find
 */
public final class Trainer<V extends Validation> {

  private final ComputationGraph network;
  private final TrainingData data;
  private final Validator<? extends V> validator;
  private final int validateEvery;
  private final int epochs;
  private final LearningRate learningRate;
  private final Duration timeLimit;
  private final List<TrainerListener<? super V>> listeners;
  private final double scoreToBeat;

  private volatile boolean stop;

  private Trainer(Builder<V> builder) {
    network = builder.network;
    data = builder.data;
    validator = builder.validator;
    validateEvery = builder.validateEvery;
    epochs = builder.epochs;
    learningRate = builder.learningRate;
    timeLimit = builder.timeLimit;
    listeners = List.copyOf(builder.listeners);
    scoreToBeat = builder.scoreToBeat;
  }

  public static <V extends Validation> Builder<V> builder(
      ComputationGraph network, TrainingData data) {
    return new Builder<>(network, data);
  }

  /**
   * Makes the training end after the batch it is at. An epoch that is not complete does not count
   * and is not validated; a resumed training does it again. From any thread.
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
    long start = System.nanoTime();
    double limit = timeLimit == null ? Double.POSITIVE_INFINITY : timeLimit.toNanos() / 1e9;
    double validationSeconds = 0;
    double best = scoreToBeat;
    EpochResult<V> lastResult = null;
    EpochResult<V> bestResult = null;
    boolean outOfTime = false;
    int epoch = network.getConfiguration().getEpochCount();

    while (epoch < epochs && !stop && !outOfTime) {
      EpochStart epochStart = new EpochStart(epoch + 1, epochs, data.batches());
      listeners.forEach(l -> l.onEpochStart(epochStart));
      double sum = 0;
      double rate = 0;
      int batch = 0;
      try (Prefetch batches = new Prefetch(data.epoch(epoch))) {
        while (!stop && !outOfTime && batches.hasNext()) {
          double elapsed = secondsSince(start);
          double progress = (epoch + (double) batch / data.batches()) / epochs;
          rate = learningRate.at(Math.min(1, Math.max(progress, elapsed / limit)));
          setLearningRate(rate);
          DataSet examples = batches.next();
          network.fit(examples);
          batch++;
          double loss = network.score();
          if (!Double.isFinite(loss)) {
            throw new TrainingDivergedException(epoch + 1, batch, loss, rate);
          }
          sum += loss;
          BatchResult result =
              new BatchResult(epoch + 1, batch, examples.numExamples(), loss, sum / batch);
          listeners.forEach(l -> l.onBatch(result));
          outOfTime = secondsSince(start) + validationSeconds >= limit;
        }
      }
      if (stop || batch == 0) {
        break;
      }
      epoch++;
      network.incrementEpochCount();

      Optional<V> validation = Optional.empty();
      if (validator != null && (epoch % validateEvery == 0 || epoch == epochs || outOfTime)) {
        long validationStart = System.nanoTime();
        validation = Optional.of(validator.validate(network));
        validationSeconds = secondsSince(validationStart);
        if (!Double.isFinite(validation.get().loss())) {
          throw new TrainingDivergedException(epoch, batch, validation.get().loss(), rate);
        }
      }
      boolean isBest = validation.isPresent() && validation.get().score() > best;
      EpochResult<V> result =
          new EpochResult<>(
              epoch, epochs, sum / batch, rate, secondsSince(start), validation, isBest);
      if (validation.isPresent()) {
        lastResult = result;
      }
      if (isBest) {
        best = validation.get().score();
        bestResult = result;
      }
      listeners.forEach(l -> l.onEpoch(result, network));
    }

    TrainingResult.End end =
        epoch >= epochs
            ? TrainingResult.End.COMPLETED
            : stop ? TrainingResult.End.STOPPED : TrainingResult.End.TIME_LIMIT;
    TrainingResult<V> result =
        new TrainingResult<>(
            end,
            epoch,
            secondsSince(start),
            Optional.ofNullable(lastResult),
            Optional.ofNullable(bestResult));
    listeners.forEach(l -> l.onEnd(result, network));
    return result;
  }

  /** Sets the rate of all layers; ComputationGraph.setLearningRate would rebuild the updater. */
  private void setLearningRate(double rate) {
    for (Layer layer : network.getLayers()) {
      if (layer.conf().getLayer() instanceof BaseLayer conf
          && conf.getIUpdater() != null
          && conf.getIUpdater().hasLearningRate()) {
        conf.getIUpdater().setLrAndSchedule(rate, null);
      }
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  /**
   * Options of a training.
   *
   * @param <V> what validations find
   */
  public static final class Builder<V extends Validation> {
    private final ComputationGraph network;
    private final TrainingData data;
    private final List<TrainerListener<? super V>> listeners = new ArrayList<>();
    private Validator<? extends V> validator;
    private int validateEvery = 1;
    private int epochs = 1;
    private LearningRate learningRate = LearningRate.cosine(1e-3, 0.05);
    private Duration timeLimit;
    private double scoreToBeat = Double.NEGATIVE_INFINITY;

    private Builder(ComputationGraph network, TrainingData data) {
      this.network = Objects.requireNonNull(network, "network");
      this.data = Objects.requireNonNull(data, "data");
    }

    /** Validates after every {@code every}-th epoch and after the last; default: never. */
    public Builder<V> validator(Validator<? extends V> validator, int every) {
      if (every < 1) {
        throw new IllegalArgumentException("every must be at least 1, but is " + every);
      }
      this.validator = Objects.requireNonNull(validator, "validator");
      validateEvery = every;
      return this;
    }

    /** Passes through the data, those of a resumed network's past included; default 1. */
    public Builder<V> epochs(int epochs) {
      if (epochs < 1) {
        throw new IllegalArgumentException("epochs must be at least 1, but is " + epochs);
      }
      this.epochs = epochs;
      return this;
    }

    /** Default: a cosine from 0.001. */
    public Builder<V> learningRate(LearningRate learningRate) {
      this.learningRate = Objects.requireNonNull(learningRate, "learningRate");
      return this;
    }

    /**
     * Ends the training after this time, the last validation included as far as it can be foreseen;
     * the learning rate runs through its schedule in this time. Default: no limit.
     */
    public Builder<V> timeLimit(Duration timeLimit) {
      if (timeLimit.isNegative() || timeLimit.isZero()) {
        throw new IllegalArgumentException("timeLimit must be positive, but is " + timeLimit);
      }
      this.timeLimit = timeLimit;
      return this;
    }

    /** Adds a listener; listeners are called in the order they were added. */
    public Builder<V> listener(TrainerListener<? super V> listener) {
      listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /** Best score of an earlier part of this training; default: none. */
    public Builder<V> scoreToBeat(double scoreToBeat) {
      this.scoreToBeat = scoreToBeat;
      return this;
    }

    public Trainer<V> build() {
      return new Trainer<>(this);
    }
  }
}
