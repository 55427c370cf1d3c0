package org.dl4jvision.report.page.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.report.Curve;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Chart;
import org.dl4jvision.report.page.FitVerdict;
import org.dl4jvision.report.page.Section;

/** Loss and metrics by epoch, with what they say of the fit. */
final class CurvesSection implements RunSection {

  @Override
  public Optional<Section> of(RunView run) {
    MetricsTable metrics = run.metrics();
    if (metrics.rows().isEmpty()) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>(List.of(FitVerdict.of(metrics)));
    run.columns()
        .curves(metrics)
        .forEach(
            (curve, series) -> {
              Chart chart = chart(run, curve, series);
              if (chart.isDrawn()) {
                blocks.add(chart);
              }
            });
    return Optional.of(new Section("Curves", blocks));
  }

  private static Chart chart(RunView run, Curve curve, Map<String, String> series) {
    MetricsTable metrics = run.metrics();
    Chart chart =
        Chart.of(curve.title(), "epoch", curve.axis(), metrics.column(EpochMetrics.EPOCH));
    for (Map.Entry<String, String> line : series.entrySet()) {
      chart = chart.line(line.getValue(), metrics.column(line.getKey()));
    }
    if (run.bestEpoch() > 0) {
      chart = chart.mark(run.bestEpoch(), "best");
    }
    boolean both =
        curve.equals(Curve.LOSS)
            && List.copyOf(series.keySet())
                .equals(List.of(EpochMetrics.TRAIN_LOSS, EpochMetrics.VALIDATION_LOSS));
    return both ? chart.withGap() : curve.share() ? chart.ofShares() : chart;
  }
}
