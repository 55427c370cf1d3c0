package org.dl4jvision.train;

/**
 * One update of the weights.
 *
 * @param epoch counted from 1
 * @param batch counted from 1 in its epoch
 * @param examples in this batch
 * @param loss of this batch before the update, regularization included
 * @param meanLoss over the batches of this epoch so far
 */
public record BatchResult(int epoch, int batch, int examples, double loss, double meanLoss) {}
