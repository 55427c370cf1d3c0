package org.dl4jvision.report.page;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Command lines to be copied.
 *
 * @param title what they are for
 */
public record Commands(String title, List<String> lines) implements Block {

  /** Takes a copy. */
  public Commands {
    lines = List.copyOf(lines);
  }

  /** The words in one line, those with characters that mean something to a shell in quotes. */
  public static String line(Collection<String> words) {
    return words.stream().map(Commands::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  @Override
  public void writeTo(BlockWriter writer) {
    writer.commands(this);
  }
}
