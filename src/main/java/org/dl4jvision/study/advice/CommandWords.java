package org.dl4jvision.study.advice;

import java.util.Collection;
import java.util.stream.Collectors;

/** Words of a command line as a shell takes them. */
final class CommandWords {

  private CommandWords() {}

  /** The words in one line, those with characters that mean something to a shell in quotes. */
  static String join(Collection<String> words) {
    return words.stream().map(CommandWords::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
