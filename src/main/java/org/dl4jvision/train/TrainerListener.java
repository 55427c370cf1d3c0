package org.dl4jvision.train;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Told what a {@link Trainer} does, on the trainer's thread. An exception thrown here ends the
 * training.
 *
 * @param <V> what validations find
 */
public interface TrainerListener<V extends Validation> {

  /** Before the first batch of an epoch. */
  default void onEpochStart(EpochStart epoch) {}

  /** After every update of the weights. */
  default void onBatch(BatchResult batch) {}

  /** After every epoch and its validation. */
  default void onEpoch(EpochResult<? extends V> epoch, ComputationGraph network) {}

  /** Once, also when the training was stopped, but not when it failed. */
  default void onEnd(TrainingResult<? extends V> result, ComputationGraph network) {}
}
