package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Tables of pages that are made from the code. */
final class Markdown {

  private Markdown() {}

  /** A text as code; an empty text stays empty. */
  static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  /** Prints a row. */
  static void row(PrintWriter out, String... cells) {
    out.println(
        Arrays.stream(cells)
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |")));
  }
}
