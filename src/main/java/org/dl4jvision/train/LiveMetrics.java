package org.dl4jvision.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.MetricsTable;

/**
 * Collects the metrics of a training and shows them after every epoch, for a chart that grows:
 *
 * <pre>{@code
 * trainer.listener(new LiveMetrics(metrics -> show(Charts.loss(metrics))));
 * }</pre>
 *
 * <p>The columns are {@link EpochMetrics#EPOCH}, {@link EpochMetrics#TRAIN_LOSS}, {@link
 * EpochMetrics#VALIDATION_LOSS} and {@link #SCORE}, NaN where not measured. Belongs to one
 * training.
 */
public final class LiveMetrics implements TrainerListener<Validation> {

  /** The column of {@link Validation#score}. */
  public static final String SCORE = "score";

  private final Consumer<MetricsTable> show;
  private MetricsTable metrics = MetricsTable.EMPTY;

  /**
   * @param show is given the metrics of all epochs so far
   */
  public LiveMetrics(Consumer<MetricsTable> show) {
    this.show = Objects.requireNonNull(show, "show");
  }

  /** The metrics of all epochs so far. */
  public MetricsTable metrics() {
    return metrics;
  }

  @Override
  public void onEpoch(EpochResult<? extends Validation> epoch, ComputationGraph network) {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put(EpochMetrics.EPOCH, (double) epoch.epoch());
    row.put(EpochMetrics.TRAIN_LOSS, epoch.trainLoss());
    row.put(
        EpochMetrics.VALIDATION_LOSS, epoch.validation().map(Validation::loss).orElse(Double.NaN));
    row.put(SCORE, epoch.validation().map(Validation::score).orElse(Double.NaN));
    metrics = metrics.with(row);
    show.accept(metrics);
  }
}
