package org.dl4jvision.train;

/**
 * The start of an epoch.
 *
 * @param epoch counted from 1
 * @param epochs how many there will be
 * @param batches in this epoch
 * @param done of these, by the part of the training that this one goes on with
 */
public record EpochStart(int epoch, int epochs, int batches, int done) {}
