package org.dl4jvision.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lists of names and numbers, a line each. */
public final class TextFiles {

  private TextFiles() {}

  /**
   * The lines of a text file that are neither blank nor comments (#), without space around them.
   *
   * @throws IllegalArgumentException if the file cannot be read as UTF-8
   */
  public static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .map(line -> line.startsWith("\uFEFF") ? line.substring(1) : line)
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + " as UTF-8 text", e);
    }
  }
}
