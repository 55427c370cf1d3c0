package org.dl4jvision.check;

/** What users or files say, as messages show it: in one line, and not all of a long text. */
public final class Shown {

  private static final int LONGEST = 40;

  private Shown() {}

  /** The text, its space and control characters as single blanks, after 40 letters two dots. */
  public static String of(String text) {
    String start = text.length() > 10 * LONGEST ? text.substring(0, 10 * LONGEST) : text;
    String line = start.replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() <= LONGEST && start.length() == text.length()
        ? line
        : line.substring(0, Math.min(LONGEST, line.length())) + "..";
  }
}
