package org.dl4jvision.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  final Step step;
  final ComputationGraph network;
  final TrainingData data;
  final Fitter fitter;
  final Validator<? extends V> validator;
  final int validateEvery;
  final int epochs;
  final LearningRate learningRate;
  final double timeLimit;
  final List<TrainerListener<? super V>> listeners;
  final Validation toBeat;
  final TrainedEpoch trained;
  final double checkpoints;
  final Long seed;
  final int earlyStopping;
  final ValidationHistory validations;

  volatile boolean stop;

  private Trainer(Builder<V> builder) {
    step = builder.step;
    network = step.networks().get(0);
    data = builder.data;
    fitter = builder.fitter;
    validator = builder.validator;
    validateEvery = builder.validateEvery;
    epochs = builder.epochs;
    learningRate = builder.learningRate;
    timeLimit = seconds(builder.timeLimit);
    listeners = List.copyOf(builder.listeners);
    toBeat = builder.toBeat;
    trained = builder.trained;
    checkpoints = seconds(builder.checkpoints);
    seed = builder.seed;
    earlyStopping = builder.earlyStopping;
    validations = builder.validations;
  }

  private static double seconds(Duration duration) {
    return duration == null ? Double.POSITIVE_INFINITY : duration.toNanos() / 1e9;
  }

  private static Duration above0(String name, Duration duration) {
    boolean ok = !duration.isNegative() && !duration.isZero();
    Check.that(ok, name, duration, "durations above 0");
    return duration;
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
   * and is not validated; {@link Builder#trained} goes on within it. May be called from any thread.
   */
  public void stop() {
    stop = true;
  }

  /**
   * Trains until the last epoch, the time limit, {@link Builder#earlyStopping early stopping} or
   * {@link #stop()}.
   *
   * @throws TrainingDivergedException if the loss becomes infinite or not a number
   */
  public TrainingResult<V> fit() {
    try {
      return new TrainingLoop<>(this).fit();
    } catch (RuntimeException | Error e) {
      listeners.forEach(l -> tell(l, e));
      throw e;
    }
  }

  /** What failed first is what matters. */
  private static void tell(TrainerListener<?> listener, Throwable failure) {
    try {
      listener.onFailure(failure);
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
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
    private Duration checkpoints;
    private Long seed; // null: none
    private int earlyStopping = Integer.MAX_VALUE;
    private ValidationHistory validations = ValidationHistory.NONE;

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
      this.timeLimit = above0("timeLimit", timeLimit);
      return this;
    }

    /**
     * Tells listeners {@linkplain TrainerListener#onTrained of a part of an epoch} whenever this
     * time has passed since it began or they were told. Default: only of whole epochs.
     */
    public Builder<V> checkpoints(Duration every) {
      checkpoints = above0("every", every);
      return this;
    }

    /** Adds a listener; listeners are called in the order they were added. */
    public Builder<V> listener(TrainerListener<? super V> listener) {
      listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * Ends the training when so many validations in a row were not better than the best before
     * them. Default: never.
     */
    public Builder<V> earlyStopping(int validations) {
      earlyStopping = Check.atLeast("validations", validations, 1);
      return this;
    }

    /** Sets how the validations of an earlier part of this training went; default: none. */
    public Builder<V> validations(ValidationHistory earlier) {
      validations = Objects.requireNonNull(earlier, "earlier");
      return this;
    }

    /** Sets what the best epoch of an earlier part of this training found; default null: none. */
    public Builder<V> toBeat(Validation earlier) {
      toBeat = earlier;
      return this;
    }

    /**
     * Sets the network's newest epoch, which an earlier part of this training did not finish: what
     * is left of its batches, or its validation, comes first. Default null: none.
     */
    public Builder<V> trained(TrainedEpoch earlier) {
      trained = earlier;
      return this;
    }

    /**
     * Makes what layers draw at random, such as dropout, depend on nothing but this seed, the epoch
     * and the batch, so that a resumed training draws what an unbroken one would have drawn.
     * Default: what ND4J draws next.
     */
    public Builder<V> seed(long seed) {
      this.seed = seed;
      return this;
    }

    public Trainer<V> build() {
      return new Trainer<>(this);
    }
  }
}
