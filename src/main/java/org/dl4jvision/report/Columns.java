package org.dl4jvision.report;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dl4jvision.check.Registry;
import org.dl4jvision.metric.Decimals;

/**
 * The columns of metrics.csv of a task. Another one is known to all runs, curves, printed lines and
 * evaluations after
 *
 * <pre>{@code
 * columns.registry().register(Column.of("kappa", "Cohen's kappa", v -> kappa(v.evaluation())));
 * }</pre>
 *
 * @param <V> what validations find
 */
public final class Columns<V> {

  private final List<Column<V>> builtIn;
  private final Registry<Column<V>> registry;

  /**
   * @param task whose columns they are
   * @param builtIn in the order of metrics.csv
   */
  @SafeVarargs
  public Columns(String task, Column<V>... builtIn) {
    this.builtIn = List.of(builtIn);
    registry = new Registry<>("metric of " + task, "metrics of " + task, builtIn);
  }

  /** The column of the epoch's number, from 1. */
  public static <V> Column<V> epoch() {
    return Column.ofEpoch(EpochMetrics.EPOCH, "number of the epoch, from 1", EpochMetrics::epoch);
  }

  /** The column of the mean loss of the epoch's batches. */
  public static <V> Column<V> trainLoss() {
    Column<V> column =
        Column.ofEpoch(
            EpochMetrics.TRAIN_LOSS,
            "mean of the batches' losses, each before its update",
            EpochMetrics::trainLoss);
    return column.on(Curve.LOSS, "training");
  }

  /** The column of the mean loss of the validation images. */
  public static <V> Column<V> validationLoss() {
    Column<V> column =
        Column.ofEpoch(
            EpochMetrics.VALIDATION_LOSS,
            "mean of the validation images' losses",
            EpochMetrics::validationLoss);
    return column.on(Curve.LOSS, "validation");
  }

  /** The column of the seconds that the epoch took. */
  public static <V> Column<V> seconds() {
    return Column.ofEpoch(
        EpochMetrics.SECONDS, "seconds of the epoch, validation included", EpochMetrics::seconds);
  }

  /** Where columns are made known. */
  public Registry<Column<V>> registry() {
    return registry;
  }

  /** All columns in the order of metrics.csv: those built in, then others by name. */
  public List<Column<V>> all() {
    List<Column<V>> all = new ArrayList<>(builtIn);
    all.addAll(added());
    return all;
  }

  private List<Column<V>> added() {
    return registry.all().stream().filter(column -> !builtIn.contains(column)).toList();
  }

  /** The line of metrics.csv. */
  public Map<String, Double> row(EpochMetrics<V> epoch) {
    Map<String, Double> row = new LinkedHashMap<>();
    all().forEach(column -> row.putAll(column.values(epoch)));
    return row;
  }

  /** The numbers of a validation that columns give which are not built in. */
  public Map<String, Double> addedTo(V validation) {
    Map<String, Double> row = new LinkedHashMap<>();
    added().forEach(column -> row.putAll(column.values(alone(validation))));
    return row;
  }

  /** Prints what {@link #addedTo} gives, a line for each number. */
  public void printAddedTo(V validation, PrintWriter out) {
    addedTo(validation).forEach((name, value) -> out.println(name + " " + Decimals.of(value)));
  }

  /** All numbers of a validation: those of an epoch are left out. */
  public Map<String, Double> numbers(V validation) {
    Map<String, Double> row = row(alone(validation));
    row.keySet().removeAll(EpochMetrics.OF_EPOCHS);
    return row;
  }

  private static <V> EpochMetrics<V> alone(V validation) {
    return new EpochMetrics<>(0, Double.NaN, Double.NaN, validation, Double.NaN);
  }

  /** The numbers that are printed after an epoch, by their titles. */
  public Map<String, Double> line(V validation) {
    Map<String, Double> line = new LinkedHashMap<>();
    for (Column<V> column : inLines()) {
      if (column.isInLineOf(validation)) {
        line.put(column.lineTitle(), column.values(alone(validation)).get(column.name()));
      }
    }
    return line;
  }

  /** The columns that are printed, in the order of their titles on curves. */
  public List<Column<V>> inLines() {
    return all().stream()
        .filter(column -> column.lineTitle() != null)
        .sorted(Comparator.comparing(Column::curveTitle))
        .toList();
  }

  /** Draws every curve, by its name. */
  public Map<String, BufferedImage> draw(MetricsTable metrics) {
    Map<String, BufferedImage> images = new LinkedHashMap<>();
    curves(metrics)
        .forEach(
            (curve, series) -> images.put(curve.name(), Charts.byEpoch(curve, metrics, series)));
    return images;
  }

  /** The columns of a table that are on each curve, with the names to show for them. */
  public Map<Curve, Map<String, String>> curves(MetricsTable metrics) {
    Map<Curve, Map<String, String>> curves = new LinkedHashMap<>();
    all().stream()
        .map(Column::curve)
        .filter(Objects::nonNull)
        .forEach(curve -> curves.put(curve, new LinkedHashMap<>()));
    all().stream()
        .filter(column -> column.curve() != null)
        .sorted(Comparator.comparing(Column::curveTitle))
        .forEach(column -> curves.get(column.curve()).putAll(column.series(metrics)));
    return curves;
  }
}
