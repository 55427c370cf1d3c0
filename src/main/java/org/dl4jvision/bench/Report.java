package org.dl4jvision.bench;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dl4jvision.report.Charts;

/**
 * What a benchmark found.
 *
 * @param machine what it was measured on
 * @param results a row each, all with the same columns
 * @param growth how the cost grows, where that was measured
 */
record Report(Machine machine, List<Result> results, List<Growth> growth) {

  /** The tables, as text and as Markdown. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(machine + "\n\n");
    text.append("Milliseconds: median (fastest-slowest iteration).\n\n");
    text.append(Table.of(results.get(0).header(), results.stream().map(Result::cells).toList()));
    if (!growth.isEmpty()) {
      text.append("\n\n");
      text.append(
          Table.of(Growth.HEADER, growth.stream().flatMap(g -> g.rows().stream()).toList()));
    }
    if (machine.pytorch() == null) {
      text.append("\n\nPyTorch is ").append(PyTorch.obstacle());
    }
    return text.append('\n').toString();
  }

  /** Bars of all milliseconds, a chart for each workload. */
  BufferedImage chart() {
    Map<String, List<Result>> byChart =
        results.stream()
            .collect(Collectors.groupingBy(Result::chart, LinkedHashMap::new, Collectors.toList()));
    return Charts.sheet(
        byChart.entrySet().stream().map(entry -> chart(entry.getKey(), entry.getValue())).toList());
  }

  private static BufferedImage chart(String title, List<Result> bars) {
    Map<String, double[]> series = new LinkedHashMap<>();
    for (String contestant : bars.get(0).millis().keySet()) {
      series.put(
          contestant,
          bars.stream()
              .map(result -> result.millis().get(contestant))
              .mapToDouble(m -> m == null ? Double.NaN : m.median())
              .toArray());
    }
    List<String> names = bars.stream().map(Result::bar).toList();
    return Charts.logarithmicBars(title, "", "milliseconds", names, series);
  }

  /** The report as what {@link org.dl4jvision.io.JsonFile} writes. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("machine", machine.json());
    json.put("results", results.stream().map(Result::json).toList());
    if (!growth.isEmpty()) {
      json.put("growth", growth.stream().map(Growth::json).toList());
    }
    return json;
  }
}
