package org.dl4jvision.bench;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * How long something takes.
 *
 * @param median over the iterations of all rounds, in milliseconds
 * @param min the fastest iteration
 * @param max the slowest iteration
 */
record Measurement(double median, double min, double max) {

  static Measurement of(List<Double> millis) {
    DoubleSummaryStatistics range =
        millis.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    double[] values = millis.stream().mapToDouble(Double::doubleValue).toArray();
    return new Measurement(new Median().evaluate(values), range.getMin(), range.getMax());
  }

  /** Returns "median (fastest - slowest)". */
  @Override
  public String toString() {
    return String.format("%s (%s-%s)", Table.number(median), Table.number(min), Table.number(max));
  }
}
