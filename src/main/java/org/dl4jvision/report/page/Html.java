package org.dl4jvision.report.page;

import org.dl4jvision.io.JsonFile;

/** Texts and data as they may stand in HTML. */
final class Html {

  /** Stands for characters that HTML does not have. */
  private static final char REPLACEMENT = '\uFFFD';

  private Html() {}

  /** A text of which nothing is markup, also between quotes of either kind. */
  static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '\n', '\t' -> safe.append(c);
        default -> safe.append(Character.isISOControl(c) ? REPLACEMENT : c);
      }
    }
    return safe.toString();
  }

  /** An object as JSON that may stand in an element of script, as no text in it ends that. */
  static String json(Object value) {
    return JsonFile.toText(value).replace("<", "\\u003c").replace(">", "\\u003e");
  }
}
