package org.dl4jvision.data.format.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** The lines, in the order in which their kinds were first counted. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    counts.forEach((kind, count) -> lines.add(kind.formatted(count, firsts.get(kind))));
    return lines;
  }
}
