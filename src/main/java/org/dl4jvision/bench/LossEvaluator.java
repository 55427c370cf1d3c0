package org.dl4jvision.bench;

import java.util.function.LongToDoubleFunction;

/** Computes a loss and its gradient, to be timed. */
@FunctionalInterface
interface LossEvaluator extends AutoCloseable {

  /**
   * What was computed; valid until the next call.
   *
   * @param loss the sum over the images
   * @param gradient of that sum by the logits: the number at an index in the logits' order
   */
  record Outcome(double loss, LongToDoubleFunction gradient) {}

  /** Computes both. */
  Outcome evaluate();

  /** Gives up memory that is not Java's. */
  @Override
  default void close() {}
}
