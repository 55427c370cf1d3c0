package org.dl4jvision.check;

import java.util.regex.Pattern;

/** The beginning of what may be of any length and hold any characters, for messages. */
public final class Excerpt {

  private static final int LENGTH = 120;

  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  private Excerpt() {}

  /**
   * A value as text in one line, cut off with "..." where it is long; "?" stands for characters
   * that could do something to a terminal.
   */
  public static String of(Object value) {
    String text = String.valueOf(value);
    boolean isLong = text.length() > LENGTH;
    String shown = (isLong ? text.substring(0, LENGTH) : text).replaceAll("[\\t\\r\\n]", " ");
    return CONTROL.matcher(shown).replaceAll("?") + (isLong ? "..." : "");
  }

  /** What is around a position of a text, as long an excerpt. */
  public static String around(String text, int position) {
    int start = Math.max(0, Math.min(position - LENGTH / 2, text.length() - LENGTH));
    return (start > 0 ? "..." : "") + of(text.substring(start));
  }
}
