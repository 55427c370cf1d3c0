package org.dl4jvision.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.FileProblem;

/**
 * Parts of a Markdown page that are made, not written. They stand between {@code <!-- NAME -->} and
 * {@code <!-- /NAME -->}, each on a line of its own.
 */
public final class MarkedText {

  private MarkedText() {}

  /**
   * Refuses a page without the marks.
   *
   * @throws IllegalArgumentException if one is missing
   * @throws UncheckedIOException if the page cannot be read
   */
  public static void check(Path page, String name) {
    splice(page, name, "");
  }

  /** Puts a text between the marks, in the place of what was there. */
  public static void replace(Path page, String name, String text) {
    AtomicFile.writeText(page, splice(page, name, text));
  }

  private static String splice(Path page, String name, String text) {
    String before = "<!-- " + name + " -->\n";
    String after = "<!-- /" + name + " -->";
    String old = read(page);
    int start = old.indexOf(before);
    int end = old.indexOf(after);
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          page + " has no lines " + before.strip() + " and " + after + " to write between");
    }
    return old.substring(0, start + before.length()) + "\n" + text + "\n" + old.substring(end);
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw FileProblem.cannot("read", page, e);
    }
  }
}
