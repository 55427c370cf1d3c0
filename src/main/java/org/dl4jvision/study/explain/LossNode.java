package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A number of a loss with what it is made of, as {@code explain} of Lucene tells scores.
 *
 * @param name what it is the loss of
 * @param value the number
 * @param breakdowns ways to take it apart, each by itself
 */
public record LossNode(String name, double value, List<Breakdown> breakdowns) {

  /**
   * A way to take a number apart.
   *
   * @param by what its parts are, such as "class"
   * @param adds whether the parts add up to the number
   * @param note what the parts are, where they do not add up; else empty
   */
  public record Breakdown(String by, boolean adds, String note, List<LossNode> parts) {
    public Breakdown {
      parts = List.copyOf(parts);
    }
  }

  public LossNode {
    breakdowns = List.copyOf(breakdowns);
  }

  /** A number that is not taken apart. */
  static LossNode leaf(String name, double value) {
    return new LossNode(name, value, List.of());
  }

  /** The tree as lines, deeper ones indented. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "%.6f  %s", value, name));
    addBreakdowns("  ", lines);
    return lines;
  }

  private void addBreakdowns(String indent, List<String> lines) {
    for (Breakdown breakdown : breakdowns) {
      String note = breakdown.adds() ? "adds up" : breakdown.note();
      lines.add(indent + "by " + breakdown.by() + " (" + note + ")");
      for (LossNode part : breakdown.parts()) {
        String share =
            breakdown.adds() && value != 0 ? Percent.of(part.value() / value) + "  " : "";
        lines.add(
            String.format(Locale.ROOT, "%s  %.6f  %s%s", indent, part.value(), share, part.name()));
        part.addBreakdowns(indent + "    ", lines);
      }
    }
  }

  /** The tree as what Jackson can write. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("value", value);
    if (!breakdowns.isEmpty()) {
      map.put("breakdowns", breakdowns.stream().map(LossNode::toMap).toList());
    }
    return map;
  }

  private static Map<String, Object> toMap(Breakdown breakdown) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("by", breakdown.by());
    map.put("adds", breakdown.adds());
    if (!breakdown.adds()) {
      map.put("note", breakdown.note());
    }
    map.put("parts", breakdown.parts().stream().map(LossNode::toMap).toList());
    return map;
  }
}
