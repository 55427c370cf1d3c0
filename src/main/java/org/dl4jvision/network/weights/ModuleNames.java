package org.dl4jvision.network.weights;

import java.util.List;
import java.util.stream.Stream;

/**
 * How vertices are called in a checkpoint: under their own names, or with another beginning. The
 * first rule that fits counts.
 */
public final class ModuleNames {

  /** Vertices are called as they are. */
  public static final ModuleNames SAME = new ModuleNames(List.of());

  private record Rule(String ours, String theirs) {}

  private final List<Rule> rules;

  private ModuleNames(List<Rule> rules) {
    this.rules = rules;
  }

  /** And names that begin with {@code ours} begin with {@code theirs} in the checkpoint. */
  public ModuleNames with(String ours, String theirs) {
    return new ModuleNames(
        Stream.concat(rules.stream(), Stream.of(new Rule(ours, theirs))).toList());
  }

  /** The name in the checkpoint of a vertex. */
  public String theirs(String vertex) {
    return rules.stream()
        .filter(rule -> vertex.startsWith(rule.ours))
        .findFirst()
        .map(rule -> rule.theirs + vertex.substring(rule.ours.length()))
        .orElse(vertex);
  }
}
