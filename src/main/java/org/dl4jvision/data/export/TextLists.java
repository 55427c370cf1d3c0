package org.dl4jvision.data.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.AtomicFile;

/** Text files with an entry a line. */
final class TextLists {

  private TextLists() {}

  /** Writes a file. */
  static void write(Path file, List<String> lines) {
    AtomicFile.writeText(file, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
  }

  /** Writes train.txt, val.txt and test.txt, those that have images. */
  static void writeSplits(Path folder, Map<Split, List<String>> names) {
    names.forEach((split, images) -> write(folder.resolve(split.names().get(0) + ".txt"), images));
  }

  /** Each with its place from 0 before it. */
  static List<String> numbered(List<String> names) {
    return IntStream.range(0, names.size()).mapToObj(i -> i + " " + names.get(i)).toList();
  }
}
