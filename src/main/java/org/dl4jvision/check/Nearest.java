package org.dl4jvision.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses what a misspelt name was to be, for messages. */
public final class Nearest {

  /** Shorter words begin too many others. */
  private static final int SHORTEST_BEGINNING = 3;

  /** No name is longer by far; distances take time and memory by both lengths. */
  private static final int LONGEST = 100;

  private Nearest() {}

  /**
   * The nearest of some names as a part of a message: {@code " (did you mean NAME?)"}, or nothing
   * where none is near. Case, hyphens and underscores do not count; about a third of the letters
   * may differ, or one name is the beginning of the other.
   */
  public static String hint(String given, Collection<String> names) {
    if (given.length() > LONGEST) {
      return "";
    }
    String wanted = letters(given);
    return names.stream()
        .filter(name -> distance(wanted, letters(name)) <= Math.max(1, wanted.length() / 3))
        .min(
            Comparator.comparingInt((String name) -> distance(wanted, letters(name)))
                .thenComparing(Comparator.naturalOrder()))
        .map(name -> " (did you mean " + name + "?)")
        .orElse("");
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "");
  }

  /** 1 for the beginning of a name, else how many letters are changed, too many or missing. */
  private static int distance(String given, String name) {
    String shorter = given.length() < name.length() ? given : name;
    String longer = given.length() < name.length() ? name : given;
    int edits = edits(given, name);
    return shorter.length() >= SHORTEST_BEGINNING && longer.startsWith(shorter)
        ? Math.min(1, edits)
        : edits;
  }

  /** Levenshtein's distance, in which two neighbors that changed places are one edit. */
  private static int edits(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    Arrays.setAll(d[0], j -> j);
    for (int i = 1; i <= a.length(); i++) {
      d[i][0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
