package org.dl4jvision.cli;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.dl4jvision.check.Registry;
import org.dl4jvision.layer.detection.Heads;

/**
 * The registries as the command line shows them: in descriptions of options <code>${bundle:KEY}
 * </code> is the list of all entries that are known, each with its help.
 */
public final class Registered extends ResourceBundle {

  /** The bundle of commands whose options take names of registries. */
  static final String BUNDLE = "org.dl4jvision.cli.Registered";

  private static final Map<String, Registry<?>> REGISTRIES = Map.of("heads", Heads.REGISTRY);

  /** What completes the name of a detection head. */
  static final class HeadNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Heads.REGISTRY.names().iterator();
    }
  }

  @Override
  protected Object handleGetObject(String key) {
    Registry<?> registry = REGISTRIES.get(key);
    return registry == null ? null : list(registry);
  }

  /** {@code a (help of a), b (help of b) or c (help of c)}. */
  private static String list(Registry<?> registry) {
    List<String> entries =
        registry.all().stream().map(entry -> entry.name() + " (" + entry.help() + ")").toList();
    int last = entries.size() - 1;
    return entries.subList(0, last).stream().collect(Collectors.joining(", "))
        + " or "
        + entries.get(last);
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(REGISTRIES.keySet());
  }
}
