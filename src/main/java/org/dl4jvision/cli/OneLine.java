package org.dl4jvision.cli;

/** Texts that are told in one line, whatever is quoted in them. */
final class OneLine {

  /** Characters of a word, such as a number or a quoted value, from which its rest is left out. */
  private static final int WORD = 250;

  /** Characters of a line from which its middle is left out: the end often says what to do. */
  private static final int LINE = 1000;

  private static final String CUT = "...";

  private OneLine() {}

  /**
   * The text with line breaks and the white space around them, and very much other white space, as
   * one space each, and without what makes it too long.
   */
  static String of(String text) {
    StringBuilder line = new StringBuilder();
    int length = text.length();
    for (int i = 0; i < length; ) {
      boolean space = Character.isWhitespace(text.charAt(i));
      int end = i;
      boolean broken = false;
      while (end < length && Character.isWhitespace(text.charAt(end)) == space) {
        broken |= isBreak(text.charAt(end));
        end++;
      }
      boolean tooLong = end - i > WORD;
      if (broken || (tooLong && space)) {
        line.append(' ');
      } else if (tooLong) {
        line.append(text, i, i + WORD).append(CUT);
      } else {
        line.append(text, i, end);
      }
      i = end;
    }
    if (line.length() > LINE) {
      line.replace(2 * LINE / 3, line.length() - LINE / 3, " " + CUT + " ");
    }
    return line.toString();
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\f' || c == '\u000b' || c == '\u2028' || c == '\u2029';
  }
}
