package org.dl4jvision.report.page.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.page.Cell;
import org.dl4jvision.report.page.Section;
import org.dl4jvision.report.page.Table;

/** All numbers of every epoch. */
final class EpochsSection implements RunSection {

  @Override
  public Optional<Section> of(RunView run) {
    MetricsTable metrics = run.metrics();
    if (metrics.rows().isEmpty()) {
      return Optional.empty();
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (List<Double> numbers : metrics.rows()) {
      List<Cell> row = new ArrayList<>();
      for (int c = 0; c < numbers.size(); c++) {
        boolean epoch = metrics.columns().get(c).equals(EpochMetrics.EPOCH);
        double number = numbers.get(c);
        row.add(epoch ? Cell.of((long) number) : Cell.of(number));
      }
      rows.add(row);
    }
    return Optional.of(Section.of("Epochs", new Table("metrics.csv", metrics.columns(), rows)));
  }
}
