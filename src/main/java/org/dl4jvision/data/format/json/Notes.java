package org.dl4jvision.data.format.json;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.data.format.DataFolder;

/**
 * What was repaired or left out, counted by kind: each kind is said once, with the first as an
 * example.
 */
final class Notes {

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, Object> firsts = new LinkedHashMap<>();

  /**
   * Counts one.
   *
   * @param kind the line that is said, with {@code %d} for the number and {@code %s} for the first
   */
  void add(String kind, Object example) {
    counts.merge(kind, 1, Integer::sum);
    firsts.putIfAbsent(kind, example);
  }

  /** Counts what was counted in something that follows. */
  void addAll(Notes later) {
    later.counts.forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
    later.firsts.forEach(firsts::putIfAbsent);
  }

  /** Counts the image files beside those that are used: of them nothing is said. */
  void addUnused(DataFolder folder, Set<Path> used) {
    Set<Path> folders = used.stream().map(Path::getParent).collect(toSet());
    folder.images().stream()
        .filter(image -> folders.contains(image.getParent()) && !used.contains(image))
        .forEach(
            image -> add("%d images have no annotations and are left out, the first is %s", image));
  }

  /** The lines, in the order in which their kinds were first counted. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    counts.forEach((kind, count) -> lines.add(kind.formatted(count, firsts.get(kind))));
    return lines;
  }
}
