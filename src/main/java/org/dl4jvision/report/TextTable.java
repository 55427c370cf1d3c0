package org.dl4jvision.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows of text under a head, in columns: the first to the left, the others to the right. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param head a word for each column
   */
  public TextTable(List<String> head) {
    rows.add(List.copyOf(head));
  }

  /** Adds a row with as many cells as the head has. */
  public void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** The lines, each indented by two spaces and without spaces at its end. */
  public Stream<String> lines() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths));
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            c -> {
              String spaces = " ".repeat(widths[c] - row.get(c).length());
              return c == 0 ? row.get(c) + spaces : spaces + row.get(c);
            })
        .collect(Collectors.joining("  ", "  ", ""))
        .stripTrailing();
  }
}
