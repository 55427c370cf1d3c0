package org.dl4jvision.train;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Is told what a {@link Trainer} does, on the trainer's thread. An exception thrown here ends the
 * training.
 *
 * @param <V> what validations find
 */
public interface TrainerListener<V extends Validation> {

  /** Is called before the first batch of an epoch. */
  default void onEpochStart(EpochStart epoch) {}

  /** Is called after every update of the weights. */
  default void onBatch(BatchResult batch) {}

  /** Is called once, when it can be foreseen that the first validation is long in coming. */
  default void onForecast(ValidationForecast forecast) {}

  /**
   * Is called after the last update of every epoch, before its validation, and within an epoch that
   * is {@linkplain TrainedEpoch#complete not complete}: where the training is stopped, and every
   * {@link Trainer.Builder#checkpoints}. {@link Trainer.Builder#trained} goes on from there.
   */
  default void onTrained(TrainedEpoch epoch, ComputationGraph network) {}

  /**
   * Is called before {@link Trainer#fit} throws.
   *
   * @param cause what it throws, such as {@link TrainingDivergedException}
   */
  default void onFailure(Throwable cause) {}

  /** Is called after every epoch and its validation. */
  default void onEpoch(EpochResult<? extends V> epoch, ComputationGraph network) {}

  /** Is called once at the end, also when the training was stopped, but not when it failed. */
  default void onEnd(TrainingResult<? extends V> result, ComputationGraph network) {}
}
