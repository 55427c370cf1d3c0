package org.dl4jvision.train;

/**
 * The start of an epoch.
 *
 * @param epoch counted from 1
 * @param epochs how many there will be
 * @param batches in this epoch
 */
public record EpochStart(int epoch, int epochs, int batches) {}
