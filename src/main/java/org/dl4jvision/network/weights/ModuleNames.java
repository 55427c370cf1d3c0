package org.dl4jvision.network.weights;

import java.util.List;
import java.util.stream.Stream;

/**
 * How vertices are called in a checkpoint: under their own names, or with another beginning. The
 * first rule that fits counts.
 */
public final class ModuleNames {

  /** What follows it in the name of a vertex tells copies apart, which have the same weights. */
  public static final String COPY = "@";

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
  public String theirs(String copy) {
    int end = copy.indexOf(COPY);
    String vertex = end < 0 ? copy : copy.substring(0, end);
    return rules.stream()
        .filter(rule -> vertex.startsWith(rule.ours))
        .findFirst()
        .map(rule -> rule.theirs + vertex.substring(rule.ours.length()))
        .orElse(vertex);
  }
}
