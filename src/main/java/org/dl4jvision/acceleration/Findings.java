package org.dl4jvision.acceleration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the parts of a network, in words. */
final class Findings {

  private final int layers;
  private final Map<String, List<String>> slow = new LinkedHashMap<>();

  /** Of parts that were accelerated as far as they can be. */
  Findings(List<Part> parts) {
    layers = (int) parts.stream().filter(Part::gains).count();
    for (Part part : parts) {
      if (part.refusal() != null) {
        slow.computeIfAbsent(part.refusal(), reason -> new ArrayList<>()).add(part.name());
      }
    }
  }

  /** Counts the layers that gain. */
  int layers() {
    return layers;
  }

  /**
   * How many layers gain, and the names of those that stay slow with the reasons.
   *
   * @param detour why oneDNN is called through ND4J; null if it is called directly
   */
  String message(String detour) {
    String how = detour == null ? "" : ", called through ND4J, as " + detour;
    StringBuilder message =
        new StringBuilder(
            layers == 0
                ? "not accelerated: no layer that gains by it"
                : "oneDNN on in " + layers + " layers" + how);
    slow.forEach(
        (reason, names) ->
            message
                .append("; left as they are, because ")
                .append(reason)
                .append(": ")
                .append(names));
    return message.toString();
  }
}
