package org.dl4jvision.report;

import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.annotation.JsonPropertyOrder;

/**
 * The outcome of a training run, summary.json.
 *
 * @param <S> the scores
 * @param status how the run stands; like all from here to {@code command} null in files of version
 *     0.1.0
 * @param reason why it ended, in words; null while it runs
 * @param version of this library; null where it was not told
 * @param host the machine of its last part
 * @param started when its first part started, as ISO 8601 with the zone's offset
 * @param ended when its last part ended, null while it runs
 * @param command the command line of its last part; null where there was none
 * @param loss the loss expression
 * @param seed of the run's random numbers
 * @param epochs trained
 * @param bestEpoch the epoch of the best model
 * @param seconds of training and validation, all epochs
 * @param last scores after the last epoch, "final" in the file
 * @param best scores of the best model
 */
@JsonPropertyOrder({
  "status",
  "reason",
  "version",
  "host",
  "started",
  "ended",
  "command",
  "loss",
  "seed",
  "epochs",
  "bestEpoch",
  "seconds"
})
public record RunSummary<S>(
    RunStatus status,
    String reason,
    String version,
    String host,
    String started,
    String ended,
    String command,
    String loss,
    long seed,
    int epochs,
    int bestEpoch,
    double seconds,
    @JsonProperty("final") S last,
    S best) {

  /** A summary as version 0.1.0 wrote it, which says nothing of how the run came about. */
  public RunSummary(
      String loss, long seed, int epochs, int bestEpoch, double seconds, S last, S best) {
    this(
        null, null, null, null, null, null, null, loss, seed, epochs, bestEpoch, seconds, last,
        best);
  }
}
