package org.dl4jvision.study.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.dl4jvision.check.Registry;

/**
 * All explanations by name: those that {@code
 * META-INF/services/org.dl4jvision.study.explain.Explanation} names in this library and in others
 * on the class path.
 */
public final class Explanations {

  /** All explanations by name. */
  public static final Registry<Explanation<?>> REGISTRY = load();

  private Explanations() {}

  private static Registry<Explanation<?>> load() {
    Registry<Explanation<?>> all = new Registry<>("explanation", "explanations");
    ServiceLoader.load(Explanation.class, Explanations.class.getClassLoader())
        .forEach(all::register);
    return all;
  }

  /**
   * What the explanations of such a subject say, by their names.
   *
   * @param names of those that are wanted; none: all
   * @throws IllegalArgumentException if there is none of a name, or it explains something else
   */
  public static Map<String, Finding> explain(
      Object subject, List<String> names, Consumer<String> progress) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (String name : names) {
      Explanation<?> one = REGISTRY.get(name);
      if (!one.subject().isInstance(subject)) {
        throw new IllegalArgumentException(
            "the explanation " + one.name() + " is not for runs of this task");
      }
    }
    for (Explanation<?> one : REGISTRY.all()) {
      boolean wanted = names.isEmpty() || names.stream().anyMatch(one.name()::equalsIgnoreCase);
      if (wanted && one.subject().isInstance(subject)) {
        progress.accept(one.name());
        findings.put(one.name(), explain(one, subject, progress));
      }
    }
    return findings;
  }

  private static <S> Finding explain(
      Explanation<S> one, Object subject, Consumer<String> progress) {
    return one.explain(one.subject().cast(subject), progress);
  }
}
