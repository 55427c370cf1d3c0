package org.dl4jvision.train;

import org.deeplearning4j.nn.graph.ComputationGraph;

/** Measures a network on examples it does not learn from. */
@FunctionalInterface
public interface Validator {

  /** Measures the network as it is; does not change it. */
  Validation validate(ComputationGraph network);
}
