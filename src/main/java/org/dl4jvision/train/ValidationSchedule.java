package org.dl4jvision.train;

import java.util.Optional;

/**
 * After which epochs validations come: after every so many and after the last, and the first one,
 * where the time is limited, within a tenth of it if an epoch takes no longer than that.
 */
final class ValidationSchedule {

  /** Of the time limit, for what comes before the first validation. */
  private static final double FIRST_SHARE = 0.1;

  /** Whoever waits longer than that for the first validation is told so. */
  private static final double PATIENCE_SECONDS = 60;

  /** Of the wait that is told of: what is measured before anything is foreseen. */
  private static final double MEASURED_SHARE = 0.1;

  private static final int MEASURED_BATCHES = 2;

  /** Of the wait that is told of: what must still be to come, or the word comes too late. */
  private static final double STILL_LONG = 0.5;

  private final int every;
  private final int epochs;
  private final double timeLimit;
  private boolean first;
  private boolean foreseen;
  private int seen;
  private double secondsAtFirst;

  /**
   * @param every epochs between validations
   * @param epochs of the training
   * @param timeLimit in seconds, infinite where there is none
   * @param first whether the training has not been validated yet
   */
  ValidationSchedule(int every, int epochs, double timeLimit, boolean first) {
    this.every = every;
    this.epochs = epochs;
    this.timeLimit = timeLimit;
    this.first = first;
  }

  /**
   * Whether a validation follows an epoch that ends now.
   *
   * @param epoch counted from 1
   * @param seconds since the start of the training
   * @param epochSeconds that the epoch took, and the next will
   */
  boolean isDue(int epoch, double seconds, double epochSeconds) {
    return epoch % every == 0
        || epoch == epochs
        || (first && seconds + epochSeconds > FIRST_SHARE * timeLimit);
  }

  /** Tells of a validation. */
  void validated() {
    first = false;
  }

  /**
   * Tells of an update; says once, as soon as a few were seen, when the first validation will come,
   * if that is worth a word.
   *
   * @param epoch that the update belongs to, counted from 1
   * @param batch counted from 1 in the epoch
   * @param batches of an epoch
   * @param seconds since the start of the training
   */
  Optional<ValidationForecast> foresee(int epoch, int batch, int batches, double seconds) {
    if (!first || foreseen) {
      return Optional.empty();
    }
    if (seen++ == 0) {
      secondsAtFirst = seconds; // the first update is slower, as much is made ready in it
    }
    double patience = Math.min(PATIENCE_SECONDS, FIRST_SHARE * timeLimit);
    double measured = seconds - secondsAtFirst;
    if (seen <= MEASURED_BATCHES || measured < MEASURED_SHARE * patience) {
      return Optional.empty();
    }
    foreseen = true;
    double batchSeconds = measured / (seen - 1);
    double epochSeconds = batchSeconds * batches;
    double end = seconds + batchSeconds * (batches - batch);
    int after = epoch;
    while (end < timeLimit && !isDue(after, end, epochSeconds)) {
      end += epochSeconds;
      after++;
    }
    double due = Math.min(end, timeLimit);
    double wait = due - seconds;
    return due > patience && wait > STILL_LONG * patience
        ? Optional.of(new ValidationForecast(after, wait))
        : Optional.empty();
  }
}
