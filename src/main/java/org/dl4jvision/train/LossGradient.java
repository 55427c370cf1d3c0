package org.dl4jvision.train;

import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The first half of a {@link GradientStep}: leaves the gradient of a batch's loss in the network's
 * array of gradients. What changes gradients, such as {@link ClippedGradient}, is one of these
 * around another.
 */
@FunctionalInterface
public interface LossGradient {

  /**
   * Computes the gradient of the mean loss over the examples, without regularization, and beside it
   * what running statistics are to change by.
   *
   * @return the mean loss, regularization included
   */
  double of(MultiDataSet batch);
}
