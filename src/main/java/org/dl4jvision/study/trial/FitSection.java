package org.dl4jvision.study.trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.dl4jvision.report.Column;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Cell;
import org.dl4jvision.report.page.Chart;
import org.dl4jvision.report.page.FitVerdict;
import org.dl4jvision.report.page.Section;
import org.dl4jvision.report.page.Table;
import org.dl4jvision.task.Tasks;

/** How the first training of each contestant went, and whether it overfits. */
final class FitSection implements StudySection {

  @Override
  public Optional<Section> of(StudyResult result) {
    StudyScores scores = result.scores();
    Map<String, MetricsTable> metrics = new LinkedHashMap<>();
    for (int c = 0; c < result.plan().contestants().size() && !scores.rounds().isEmpty(); c++) {
      String label = scores.label(c);
      scores
          .run(scores.rounds().get(0).of(c))
          .ifPresent(run -> metrics.put(label, run.readMetrics()));
    }
    metrics.values().removeIf(table -> table.rows().isEmpty());
    if (metrics.isEmpty()) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    // Losses are of other scales; metrics are the same for all.
    for (Column<?> column : Tasks.REGISTRY.get(result.plan().task()).columns().inLines()) {
      Chart chart = chart(column, metrics);
      if (chart.isDrawn()) {
        blocks.add(chart);
      }
    }
    Table fits = Table.of("Whether they overfit", List.of("contestant", "verdict"));
    for (Map.Entry<String, MetricsTable> one : metrics.entrySet()) {
      fits =
          fits.with(List.of(Cell.of(one.getKey()), Cell.of(FitVerdict.of(one.getValue()).text())));
    }
    blocks.add(fits);
    return Optional.of(new Section("Training", blocks));
  }

  private static Chart chart(Column<?> column, Map<String, MetricsTable> metrics) {
    double[] epochs = epochs(metrics.values());
    Chart chart =
        Chart.of(
            "First round: " + column.lineTitle() + " of the validation images",
            EpochMetrics.EPOCH,
            column.lineTitle(),
            epochs);
    for (Map.Entry<String, MetricsTable> one : metrics.entrySet()) {
      chart = chart.line(one.getKey(), at(epochs, column.name(), one.getValue()));
    }
    return chart;
  }

  private static double[] epochs(Collection<MetricsTable> all) {
    TreeSet<Double> epochs = new TreeSet<>();
    for (MetricsTable metrics : all) {
      for (double epoch : metrics.column(EpochMetrics.EPOCH)) {
        epochs.add(epoch);
      }
    }
    return epochs.stream().mapToDouble(epoch -> epoch).toArray();
  }

  private static double[] at(double[] epochs, String column, MetricsTable metrics) {
    Map<Double, Double> known = new LinkedHashMap<>();
    if (metrics.has(column)) {
      double[] own = metrics.column(EpochMetrics.EPOCH);
      double[] values = metrics.column(column);
      for (int i = 0; i < own.length; i++) {
        known.put(own[i], values[i]);
      }
    }
    double[] result = new double[epochs.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = known.getOrDefault(epochs[i], Double.NaN);
    }
    return result;
  }
}
