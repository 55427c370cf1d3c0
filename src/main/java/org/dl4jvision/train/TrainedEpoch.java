package org.dl4jvision.train;

/**
 * An epoch that is not validated yet: between two updates, or after its last one.
 *
 * @param epoch counted from 1
 * @param batches updates of the weights so far
 * @param lossSum over these batches, of the loss before each update, regularization included
 * @param learningRate of the last update
 * @param seconds that the updates took
 * @param complete whether no update is left
 * @param due whether a validation is, now that it is complete
 */
public record TrainedEpoch(
    int epoch,
    int batches,
    double lossSum,
    double learningRate,
    double seconds,
    boolean complete,
    boolean due) {

  /** Mean over the batches so far. */
  public double trainLoss() {
    return lossSum / batches;
  }
}
