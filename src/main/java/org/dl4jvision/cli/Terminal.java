package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * What the tool says, on standard output or standard error. Control characters, which names in
 * files of others may have, are replaced: a terminal would obey them. What is told on standard
 * error can be logged, too.
 */
final class Terminal extends PrintWriter {

  private static final char REPLACEMENT = '?';

  private final boolean ofLines;
  private LogFile log; // null: none

  private Terminal(Writer writer, boolean ofLines) {
    super(writer, true);
    this.ofLines = ofLines;
  }

  /** For results: tables and JSON. */
  static Terminal out(Writer writer) {
    return new Terminal(writer, false);
  }

  /** For messages: what is printed by {@link #println(String)} is one line. */
  static Terminal err(Writer writer) {
    return new Terminal(writer, true);
  }

  /** Sets where all is logged that is told from now on. */
  void logTo(LogFile file) {
    log = file;
  }

  /** Shows where something was thrown, or only logs it. */
  void trace(Throwable thrown, boolean show) {
    if (show) {
      thrown.printStackTrace(this);
    } else if (log != null) {
      Terminal silent = err(nullWriter());
      silent.logTo(log);
      thrown.printStackTrace(silent);
    }
  }

  /** Overwrites the beginning of the terminal's line; a log has a line like others. */
  void overwrite(String line, int width) {
    super.write("\r", 0, 1);
    println(line + " ".repeat(Math.max(0, width - line.length())));
  }

  /** Prints a line with the time, which a log has anyway. */
  void printlnStamped(String line) {
    String stamp = Stamp.now() + " ";
    super.write(stamp, 0, stamp.length());
    println(line);
  }

  @Override
  public void println(String text) {
    super.println(ofLines ? OneLine.of(String.valueOf(text)) : text);
  }

  @Override
  public void println() {
    super.println();
    if (log != null) {
      log.add("\n");
    }
  }

  @Override
  public void write(char[] text, int offset, int length) {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(String text, int offset, int length) {
    String safe = safe(text.substring(offset, offset + length));
    super.write(safe, 0, safe.length());
    if (log != null) {
      log.add(safe);
    }
  }

  private static String safe(String text) {
    StringBuilder safe = new StringBuilder(text);
    for (int i = 0; i < safe.length(); i++) {
      if (isControl(text, i)) {
        safe.setCharAt(i, REPLACEMENT);
      }
    }
    return safe.toString();
  }

  /** Also the characters that change the direction of what follows, or end lines unseen. */
  private static boolean isControl(String text, int index) {
    char c = text.charAt(index);
    if (c == '\r') {
      return index + 1 == text.length() || text.charAt(index + 1) != '\n';
    }
    boolean layout = c == '\n' || c == '\t';
    boolean direction = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    return !layout && (Character.isISOControl(c) || direction || c == '\u2028' || c == '\u2029');
  }
}
