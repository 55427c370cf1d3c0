package org.dl4jvision.data.segmentation;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dl4jvision.io.TextFiles;

/**
 * Reads classes.txt: a line "index name" or "index name R G B" for each class, or the names alone,
 * a line each from 0; then 255 is void where there are fewer classes.
 */
final class ClassesFile {

  /** One class; the color is 0xRRGGBB, or null. */
  record Line(int index, String name, Integer color) {}

  private static final Pattern NUMBERED = Pattern.compile("\\d+\\s+\\S.*");

  private ClassesFile() {}

  /** Whether a file has the names alone. */
  static boolean hasNamesOnly(Path file) {
    return hasNamesOnly(TextFiles.uncommentedLines(file));
  }

  private static boolean hasNamesOnly(List<String> lines) {
    return lines.stream().noneMatch(line -> NUMBERED.matcher(line).matches());
  }

  /**
   * The classes by their indices.
   *
   * @throws IllegalArgumentException naming the first line at fault
   */
  static List<Line> read(Path file) {
    TreeMap<Integer, Line> lines = new TreeMap<>();
    List<String> texts = TextFiles.uncommentedLines(file);
    boolean names = hasNamesOnly(texts);
    for (String line : texts) {
      Line parsed = names ? new Line(lines.size(), line, null) : parse(line);
      if (parsed == null || lines.put(parsed.index(), parsed) != null) {
        throw new IllegalArgumentException(
            file
                + " has the line \""
                + line
                + "\"; expected \"index name\" or \"index name R G B\" with each index once and"
                + " colors from 0 to 255, or names only");
      }
    }
    if (lines.size() < 2 || lines.size() > MaskOptions.MAX_CLASSES) {
      throw new IllegalArgumentException(
          file
              + " has "
              + lines.size()
              + " classes; expected from 2 to "
              + MaskOptions.MAX_CLASSES);
    }
    return List.copyOf(lines.values());
  }

  private static Line parse(String line) {
    String[] words = line.split("\\s+");
    try {
      int index = Integer.parseInt(words[0]);
      int n = words.length;
      boolean hasColor = n >= 5 && words[n - 1].matches("\\d+") && words[n - 3].matches("\\d+");
      Integer color = null;
      if (hasColor) {
        color = 0;
        for (int i = n - 3; i < n; i++) {
          int part = Integer.parseInt(words[i]);
          if (part > 255) {
            return null;
          }
          color = color << 8 | part;
        }
      }
      String name = String.join(" ", List.of(words).subList(1, hasColor ? n - 3 : n));
      return index < 0 || name.isEmpty() ? null : new Line(index, name, color);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
