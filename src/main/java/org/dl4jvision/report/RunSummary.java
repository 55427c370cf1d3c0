package org.dl4jvision.report;

import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The outcome of a training run, summary.json.
 *
 * @param <S> the scores
 * @param loss the loss expression
 * @param seed of the run's random numbers
 * @param epochs trained
 * @param bestEpoch the epoch of the best model
 * @param seconds of training and validation, all epochs
 * @param last scores after the last epoch, "final" in the file
 * @param best scores of the best model
 */
public record RunSummary<S>(
    String loss,
    long seed,
    int epochs,
    int bestEpoch,
    double seconds,
    @JsonProperty("final") S last,
    S best) {}
