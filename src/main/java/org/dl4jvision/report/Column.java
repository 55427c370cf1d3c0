package org.dl4jvision.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.dl4jvision.check.Named;

/**
 * A number of every epoch: a column of metrics.csv, and where it says so a line of a {@link Curve}
 * and a number of the lines that are printed. A family of columns has one for each class or part.
 * Immutable.
 *
 * @param <V> what validations find
 */
public final class Column<V> implements Named {

  private final String name;
  private final String help;
  private final boolean family;
  private final Function<EpochMetrics<V>, Map<String, Double>> values;
  private final Curve curve;
  private final String curveTitle;
  private final String lineTitle;
  private final Predicate<V> inLine;

  private Column(
      String name,
      String help,
      boolean family,
      Function<EpochMetrics<V>, Map<String, Double>> values,
      Curve curve,
      String curveTitle,
      String lineTitle,
      Predicate<V> inLine) {
    this.name = Objects.requireNonNull(name, "name");
    this.help = Objects.requireNonNull(help, "help");
    this.family = family;
    this.values = values;
    this.curve = curve;
    this.curveTitle = curveTitle;
    this.lineTitle = lineTitle;
    this.inLine = inLine;
  }

  /**
   * A number of a validation.
   *
   * @param name in metrics.csv
   * @param help what it is, one line
   * @param value NaN where undefined
   */
  public static <V> Column<V> of(String name, String help, ToDoubleFunction<V> value) {
    return ofEpoch(name, help, epoch -> value.applyAsDouble(epoch.validation()));
  }

  /** A number of an epoch. */
  static <V> Column<V> ofEpoch(String name, String help, ToDoubleFunction<EpochMetrics<V>> value) {
    return new Column<>(
        name, help, false, e -> Map.of(name, value.applyAsDouble(e)), null, name, null, v -> true);
  }

  /**
   * Several numbers of a validation, such as one for each class.
   *
   * @param prefix of their names in metrics.csv
   * @param help what they are, one line
   * @param values by what follows the prefix, always the same in the same order; NaN where
   *     undefined
   */
  public static <V> Column<V> family(
      String prefix, String help, Function<V, Map<String, Double>> values) {
    Function<EpochMetrics<V>, Map<String, Double>> named =
        epoch -> {
          Map<String, Double> result = new LinkedHashMap<>();
          values.apply(epoch.validation()).forEach((of, value) -> result.put(prefix + of, value));
          return result;
        };
    return new Column<>(prefix, help, true, named, null, prefix, null, v -> true);
  }

  /** This column as a line of a curve; a family's lines are called by what follows its prefix. */
  public Column<V> on(Curve newCurve, String title) {
    return new Column<>(name, help, family, values, newCurve, title, lineTitle, inLine);
  }

  /** This column as a number of the lines that are printed after an epoch and at the end. */
  public Column<V> inLines(String title) {
    return inLines(title, v -> true);
  }

  /**
   * This column as a printed number, after an epoch only where {@code afterEpoch} accepts the
   * validation.
   */
  public Column<V> inLines(String title, Predicate<V> afterEpoch) {
    return new Column<>(name, help, family, values, curve, curveTitle, title, afterEpoch);
  }

  /** The name in metrics.csv; of a family, what all its names begin with. */
  @Override
  public String name() {
    return name;
  }

  @Override
  public String help() {
    return help;
  }

  /** The curve on which the column is drawn; null for none. */
  public Curve curve() {
    return curve;
  }

  /** The name on the curve, which also orders the lines of a curve and the printed numbers. */
  public String curveTitle() {
    return curveTitle;
  }

  /** The name in printed lines; null where it is not printed. */
  public String lineTitle() {
    return lineTitle;
  }

  boolean isInLineOf(V validation) {
    return lineTitle != null && inLine.test(validation);
  }

  /** The numbers by their names in metrics.csv. */
  Map<String, Double> values(EpochMetrics<V> epoch) {
    return values.apply(epoch);
  }

  /** Its columns in a table with what they are called on a curve. */
  Map<String, String> series(MetricsTable metrics) {
    Map<String, String> series = new LinkedHashMap<>();
    if (!family && metrics.has(name)) {
      series.put(name, curveTitle);
    } else if (family) {
      for (String column : metrics.columns()) {
        if (column.startsWith(name)) {
          series.put(column, column.substring(name.length()));
        }
      }
    }
    return series;
  }
}
