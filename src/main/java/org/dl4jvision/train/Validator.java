package org.dl4jvision.train;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Measures a network on examples it does not learn from.
 *
 * @param <V> what is found
 */
@FunctionalInterface
public interface Validator<V extends Validation> {

  /** Measures the network as it is; does not change it. */
  V validate(ComputationGraph network);
}
