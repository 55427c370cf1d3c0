package org.dl4jvision.data.segmentation;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.dl4jvision.io.TextFiles;

/** Reads classes.txt: a line "index name" or "index name R G B" for each class. */
final class ClassesFile {

  /** One class; the color is 0xRRGGBB, or null. */
  record Line(int index, String name, Integer color) {}

  private ClassesFile() {}

  /**
   * The classes by their indices.
   *
   * @throws IllegalArgumentException naming the first line at fault
   */
  static List<Line> read(Path file) {
    TreeMap<Integer, Line> lines = new TreeMap<>();
    for (String line : TextFiles.uncommentedLines(file)) {
      Line parsed = parse(line);
      if (parsed == null || lines.put(parsed.index(), parsed) != null) {
        throw new IllegalArgumentException(
            file
                + " has the line \""
                + line
                + "\"; expected \"index name\" or \"index name R G B\" with each index once and"
                + " colors from 0 to 255");
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
