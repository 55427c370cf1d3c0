package org.dl4jvision.train;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * How a network is trained for a task on a data set.
 *
 * @param <V> what validations find
 */
public interface Training<V extends Validation> {

  /** One line that says what is trained on what. */
  String describe();

  /** The loss as an expression. */
  String loss();

  int epochs();

  /** Training images, or crops of them, an epoch. */
  int examplesPerEpoch();

  long seed();

  /** A network with fresh weights. */
  ComputationGraph newNetwork();

  /** A trainer of such a network; listeners and what else is wanted can be added to it. */
  Trainer.Builder<V> trainer(ComputationGraph network);
}
