package org.dl4jvision.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dl4jvision.network.blocks.Feature;

/** Which layers of an encoder lead to which of its maps. */
final class EncoderStages {

  private EncoderStages() {}

  /**
   * The names of the layers, stage by stage: those that lead to the first map, those that lead from
   * there to the second, and so on.
   *
   * @param inputs of every layer, by its name
   */
  static List<Set<String>> of(List<Feature> maps, Map<String, List<String>> inputs) {
    Set<String> seen = new HashSet<>();
    List<Set<String>> stages = new ArrayList<>();
    for (Feature map : maps) {
      Set<String> stage = new TreeSet<>();
      Deque<String> open = new ArrayDeque<>(List.of(map.vertex()));
      while (!open.isEmpty()) {
        String vertex = open.pop();
        if (inputs.containsKey(vertex) && seen.add(vertex)) {
          stage.add(vertex);
          open.addAll(inputs.get(vertex));
        }
      }
      stages.add(stage);
    }
    return stages;
  }
}
