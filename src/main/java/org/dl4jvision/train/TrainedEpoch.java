package org.dl4jvision.train;

/**
 * An epoch between its last update and its validation.
 *
 * @param epoch counted from 1
 * @param batches updates of the weights
 * @param trainLoss mean over the batches of the loss before each update, regularization included
 * @param learningRate of the last update
 * @param seconds that the updates took
 * @param due whether a validation is
 */
public record TrainedEpoch(
    int epoch, int batches, double trainLoss, double learningRate, double seconds, boolean due) {}
