package org.dl4jvision.report;

import java.util.Set;

/**
 * What is measured after an epoch of training: a line of metrics.csv before its {@link Column}s are
 * taken from it.
 *
 * @param <V> what validations find
 * @param epoch 1 for the first
 * @param trainLoss mean over the epoch's batches
 * @param validationLoss NaN where not measured
 * @param validation on the validation images; one of no images where not measured
 * @param seconds that the epoch took, validation included
 */
public record EpochMetrics<V>(
    int epoch, double trainLoss, double validationLoss, V validation, double seconds) {

  /** The column of {@link #epoch}. */
  public static final String EPOCH = "epoch";

  /** The column of {@link #trainLoss}. */
  public static final String TRAIN_LOSS = "trainLoss";

  /** The column of {@link #validationLoss}. */
  public static final String VALIDATION_LOSS = "validationLoss";

  /** The column of {@link #seconds}. */
  public static final String SECONDS = "seconds";

  static final Set<String> OF_EPOCHS = Set.of(EPOCH, TRAIN_LOSS, VALIDATION_LOSS, SECONDS);
}
