package org.dl4jvision.train;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Told what a {@link Trainer} does, on the trainer's thread. An exception thrown here ends the
 * training.
 */
public interface TrainerListener {

  /** Before the first batch of an epoch. */
  default void onEpochStart(EpochStart epoch) {}

  /** After every update of the weights. */
  default void onBatch(BatchResult batch) {}

  /** After every epoch and its validation. */
  default void onEpoch(EpochResult epoch, ComputationGraph network) {}

  /** Once, also when the training was stopped, but not when it failed. */
  default void onEnd(TrainingResult result, ComputationGraph network) {}
}
