package org.dl4jvision.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dl4jvision.check.Check;

/**
 * Numbers by epoch: named columns, one row an epoch. NaN stands for "not measured" and "undefined".
 * Immutable.
 *
 * @param columns the names, all different
 * @param rows one number a column
 */
public record MetricsTable(List<String> columns, List<List<Double>> rows) {

  /** A table without columns; the first row brings them. */
  public static final MetricsTable EMPTY = new MetricsTable(List.of(), List.of());

  private static final MathContext PRECISION = new MathContext(9);

  public MetricsTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    if (columns.stream().distinct().count() < columns.size()) {
      throw new IllegalArgumentException("columns: " + columns + ", must be all different");
    }
    for (List<Double> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "rows: a row has " + row.size() + " numbers, must have " + columns.size());
      }
    }
  }

  public boolean has(String column) {
    return columns.contains(column);
  }

  /**
   * All values of a column, in the order of the rows.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public double[] column(String column) {
    int c = index(column);
    return rows.stream().mapToDouble(row -> row.get(c)).toArray();
  }

  /**
   * This table with one more row.
   *
   * @param row the table's columns in their order; where this table is {@link #EMPTY}, any
   * @throws IllegalArgumentException if the columns are others
   */
  public MetricsTable with(Map<String, Double> row) {
    List<String> names = List.copyOf(row.keySet());
    if (!columns.isEmpty() && !columns.equals(names)) {
      throw new IllegalArgumentException("row: columns " + names + ", must be " + columns);
    }
    List<List<Double>> all = new ArrayList<>(rows);
    all.add(List.copyOf(row.values()));
    return new MetricsTable(names, all);
  }

  /**
   * This table with one more row of any columns: new ones come last, and numbers that a row does
   * not have are NaN.
   */
  public MetricsTable withAny(Map<String, Double> row) {
    Set<String> names = new LinkedHashSet<>(columns);
    names.addAll(row.keySet());
    List<List<Double>> all = new ArrayList<>();
    for (List<Double> values : rows) {
      List<Double> wider = new ArrayList<>(values);
      wider.addAll(Collections.nCopies(names.size() - columns.size(), Double.NaN));
      all.add(wider);
    }
    all.add(names.stream().map(name -> row.getOrDefault(name, Double.NaN)).toList());
    return new MetricsTable(List.copyOf(names), all);
  }

  /** The rows whose value in {@code column} is at most {@code limit}. */
  public MetricsTable upTo(String column, double limit) {
    if (rows.isEmpty()) {
      return this;
    }
    int c = index(column);
    return new MetricsTable(columns, rows.stream().filter(row -> row.get(c) <= limit).toList());
  }

  /**
   * Comma separated, with a header; nine significant digits, and nothing for NaN. What is read of
   * it has the same text again. A table without columns is no text at all.
   */
  public String toCsv() {
    if (columns.isEmpty()) {
      return "";
    }
    StringBuilder csv = new StringBuilder();
    csv.append(
        columns.stream().map(MetricsTable::quote).collect(Collectors.joining(",", "", "\n")));
    for (List<Double> row : rows) {
      csv.append(row.stream().map(MetricsTable::text).collect(Collectors.joining(",", "", "\n")));
    }
    return csv.toString();
  }

  /**
   * Reads what {@link #toCsv} wrote, and what version 0.1.0 did, with NaN in the place of nothing.
   *
   * @throws IllegalArgumentException if it is no table of numbers, naming line and column
   */
  public static MetricsTable parseCsv(String csv) {
    try (CSVParser parser = CSVFormat.DEFAULT.parse(new StringReader(csv))) {
      List<CSVRecord> lines = parser.getRecords();
      if (lines.isEmpty()) { // an empty line counts for nothing
        return EMPTY;
      }
      List<String> columns = lines.get(0).toList();
      List<List<Double>> rows = new ArrayList<>();
      for (CSVRecord line : lines.subList(1, lines.size())) {
        rows.add(row(columns, line.toList(), rows.size() + 2));
      }
      return new MetricsTable(columns, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a string
    }
  }

  private static List<Double> row(List<String> columns, List<String> cells, int line) {
    Check.that(
        cells.size() == columns.size(),
        "number of cells in line " + line,
        cells.size(),
        columns.size() + ", as many as in the first line");
    List<Double> row = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      row.add(number(cells.get(c), columns.get(c) + " in line " + line));
    }
    return row;
  }

  private static double number(String cell, String name) {
    try {
      return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " is " + cell + "; allowed: numbers, and nothing where undefined", e);
    }
  }

  private int index(String column) {
    int c = columns.indexOf(column);
    if (c < 0) {
      throw new IllegalArgumentException("column: " + column + ", must be one of " + columns);
    }
    return c;
  }

  private static String quote(String name) {
    return name.matches("[^,\"\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return Double.isInfinite(value)
        ? String.valueOf(value)
        : new BigDecimal(value).round(PRECISION).stripTrailingZeros().toPlainString();
  }
}
