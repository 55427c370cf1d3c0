/**
 * Benchmarks that anyone can repeat: contestants take turns in short runs of JMH, and before a
 * contestant is timed it must compute the same numbers as this library. They come with the sources,
 * not with the jar: {@link org.dl4jvision.bench.BenchCommand} joins the command-line tool where
 * these classes are.
 *
 * <p>{@code LossComparison} and {@code TrainingComparison} let the contestants ({@code
 * LossContestant}, {@code TrainingContestant}) of each workload meet in a {@code Contest}, of which
 * a {@code Turn} is one run of a benchmark; a {@code Report} has a {@code Result} for each. To add
 * a contestant or a workload, add a constant to its enum; no other package knows this one.
 */
package org.dl4jvision.bench;
