package org.dl4jvision.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables that are aligned text and Markdown at once. */
final class Table {

  /** The cell of what could not be measured. */
  static final String NONE = "-";

  private Table() {}

  static String of(List<String> header, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(rows);
    all.add(0, header);
    int[] widths =
        IntStream.range(0, header.size())
            .map(c -> all.stream().mapToInt(row -> row.get(c).length()).max().orElseThrow())
            .toArray();
    List<String> rule = IntStream.of(widths).mapToObj("-"::repeat).toList();
    all.add(1, rule);
    return all.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(c -> cells.get(c) + " ".repeat(widths[c] - cells.get(c).length()))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** A number with three digits that count. */
  static String number(Double value) {
    if (value == null) {
      return NONE;
    }
    if (Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    int decimals = value == 0 ? 0 : 2 - (int) Math.floor(Math.log10(Math.abs(value)));
    return String.format(Locale.ROOT, "%." + Math.min(decimals, 6) + "f", value);
  }
}
