package org.dl4jvision.data.format.text;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Shown;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.io.CsvFile;
import org.dl4jvision.io.CsvFile.Row;

/** The columns of a table by their names, in any case. */
final class Columns {

  private final Path file;
  private final List<String> names;

  /**
   * The columns of a file.
   *
   * @param names in their order
   */
  Columns(Path file, List<String> names) {
    this.file = file;
    this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Whether the first row of a table names all of these columns.
   *
   * @param head the beginning of the table
   * @param columns in lower case
   */
  static boolean areIn(String head, Collection<String> columns) {
    return CsvFile.beginning(head).stream()
        .limit(1)
        .anyMatch(row -> new Columns(null, row.values()).names.containsAll(columns));
  }

  /** A value; "" where there is no such column. */
  String text(Row row, String column) {
    int index = names.indexOf(column);
    return index < 0 ? "" : row.get(index);
  }

  /**
   * A value that must not be empty.
   *
   * @throws IllegalArgumentException naming line and column, if it is
   */
  String required(Row row, String column) {
    String text = text(row, column);
    if (text.isEmpty()) {
      throw error(row, "has no " + column);
    }
    return text;
  }

  /** The box of four columns. */
  Box box(Row row, String left, String top, String right, String bottom) {
    return new Box(number(row, left), number(row, top), number(row, right), number(row, bottom));
  }

  private double number(Row row, String column) {
    String text = text(row, column);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw error(row, "has no number as " + column + ": '" + Shown.of(text) + "'");
    }
  }

  /** The size that columns "height" and "width" state, empty where they do not. */
  Optional<ImageSize> size(Row row) {
    String height = text(row, "height");
    String width = text(row, "width");
    return Stream.of(height, width).allMatch(text -> text.matches("[1-9]\\d{0,7}"))
        ? Optional.of(new ImageSize(Integer.parseInt(height), Integer.parseInt(width)))
        : Optional.empty();
  }

  /**
   * Refuses a row that is shorter than the first one: the file may be cut off.
   *
   * @throws IllegalArgumentException naming the line
   */
  void checkLength(Row row) {
    if (row.values().size() < names.size()) {
      throw error(
          row,
          "has " + row.values().size() + " values, but there are " + names.size() + " columns");
    }
  }

  /** Whether all of these columns are empty. */
  boolean areEmpty(Row row, Collection<String> columns) {
    return columns.stream().allMatch(column -> text(row, column).isEmpty());
  }

  /** The error of a row. */
  IllegalArgumentException error(Row row, String problem) {
    return new IllegalArgumentException(file + ": " + label(row) + " " + problem);
  }

  /** What messages call a row. */
  static String label(Row row) {
    return "line " + row.line();
  }
}
