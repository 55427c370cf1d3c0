package org.dl4jvision.report;

import java.util.ArrayList;
import java.util.List;

/** Sentences in lines that are not too long to be read. */
public final class WrappedText {

  private static final int WIDTH = 110;

  private WrappedText() {}

  /**
   * Breaks a text between its words; a word that is longer than a line has one of its own.
   *
   * @param indent what each line begins with
   */
  public static List<String> lines(String text, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ")) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
      }
      line.append(line.length() > indent.length() ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
