package org.dl4jvision.bench;

/** Trains a network with one batch, to be timed. */
@FunctionalInterface
interface TrainingStep extends AutoCloseable {

  /**
   * Runs forward, loss, backward and update; returns the mean loss of the images before the update.
   */
  double run();

  /** Gives up memory that is not Java's. */
  @Override
  default void close() {}
}
