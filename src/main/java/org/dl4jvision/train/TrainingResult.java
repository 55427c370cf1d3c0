package org.dl4jvision.train;

import java.util.Optional;

/**
 * A training that did not fail.
 *
 * @param <V> what validations find
 * @param end why it ended
 * @param epochs completed, those of a resumed training's earlier parts included
 * @param seconds this training took, earlier parts of a resumed one not included
 * @param last newest validated epoch of this training
 * @param best {@linkplain Validation#isBetterThan best} epoch of this training, empty where none
 *     was better than an earlier part's
 */
public record TrainingResult<V extends Validation>(
    End end,
    int epochs,
    double seconds,
    Optional<EpochResult<V>> last,
    Optional<EpochResult<V>> best) {

  /** Why a training ended. */
  public enum End {
    /** All epochs are done. */
    COMPLETED,
    /** The time limit was reached. */
    TIME_LIMIT,
    /** As many validations as early stopping waits were not better than the best before them. */
    EARLY_STOPPED,
    /** {@link Trainer#stop()} was called. */
    STOPPED
  }
}
