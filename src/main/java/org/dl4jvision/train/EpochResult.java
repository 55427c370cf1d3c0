package org.dl4jvision.train;

import java.util.Optional;

/**
 * One epoch.
 *
 * @param <V> what validations find
 * @param epoch counted from 1
 * @param epochs how many there will be
 * @param trainLoss mean over the epoch's batches of the loss before each update, regularization
 *     included
 * @param learningRate of the last update
 * @param seconds from the start of this training to the end of this epoch, validation included
 * @param validation empty in epochs that are not validated
 * @param best whether the validation is the {@linkplain Validation#isBetterThan best} so far
 */
public record EpochResult<V extends Validation>(
    int epoch,
    int epochs,
    double trainLoss,
    double learningRate,
    double seconds,
    Optional<V> validation,
    boolean best) {}
