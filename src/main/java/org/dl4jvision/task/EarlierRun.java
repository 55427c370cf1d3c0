package org.dl4jvision.task;

import java.nio.file.Files;
import java.util.stream.IntStream;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.Scores;
import org.dl4jvision.train.ValidationHistory;

/**
 * A run of version 0.1.0, whose models have no state with them: metrics.csv and summary.json have
 * most of it.
 */
record EarlierRun(RunFolder folder, Class<? extends Scores> scores) {

  /**
   * What is known of the run.
   *
   * @param epochs of its last model
   * @throws IllegalArgumentException if a file is damaged, naming it
   */
  RunState<Scores> state(int epochs) {
    MetricsTable metrics = folder.readMetrics().upTo(EpochMetrics.EPOCH, epochs);
    if (!Files.exists(folder.summaryFile())) {
      return new RunState<>(
          null,
          0,
          epochs,
          metrics.toCsv(),
          null,
          0,
          null,
          Double.NaN,
          ValidationHistory.NONE,
          null);
    }
    RunSummary<? extends Scores> summary = folder.readSummary(scores);
    try {
      return new RunState<>(
          summary.started(),
          summary.seconds(),
          epochs,
          metrics.toCsv(),
          summary.last(),
          summary.bestEpoch(),
          summary.best(),
          valueOf(metrics, summary.bestEpoch(), EpochMetrics.VALIDATION_LOSS),
          ValidationHistory.NONE,
          null);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "file " + folder.summaryFile() + ": " + e.getMessage() + "; delete it to go on without",
          e);
    }
  }

  /** A number of an epoch, NaN where there is none. */
  static double valueOf(MetricsTable metrics, int epoch, String column) {
    if (!metrics.has(column)) {
      return Double.NaN;
    }
    double[] epochs = metrics.column(EpochMetrics.EPOCH);
    double[] values = metrics.column(column);
    return IntStream.range(0, epochs.length)
        .filter(i -> epochs[i] == epoch)
        .mapToDouble(i -> values[i])
        .findFirst()
        .orElse(Double.NaN);
  }
}
