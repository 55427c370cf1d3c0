package org.dl4jvision.study.explain;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
   * Explains a subject in all ways that there are for such.
   *
   * @param names of those that are wanted; none: all
   * @param found is given what each says, with its name, as soon as it has said it
   * @throws IllegalArgumentException if there is none of a name, or it explains something else
   */
  public static void explain(
      Object subject,
      List<String> names,
      BiConsumer<String, Finding> found,
      Consumer<String> progress) {
    List<Explanation<?>> fitting =
        REGISTRY.all().stream().filter(one -> one.subject().isInstance(subject)).toList();
    for (String name : names) {
      Explanation<?> one = REGISTRY.get(name);
      if (!fitting.contains(one)) {
        throw new IllegalArgumentException(
            String.format(
                "the explanation %s is not for runs of this task; allowed: %s",
                one.name(),
                fitting.stream().map(Explanation::name).collect(Collectors.joining(", "))));
      }
    }
    List<Explanation<?>> wanted =
        fitting.stream()
            .filter(
                one ->
                    names.isEmpty()
                        || names.stream().anyMatch(name -> one.name().equalsIgnoreCase(name)))
            .toList();
    for (int i = 0; i < wanted.size(); i++) {
      Explanation<?> one = wanted.get(i);
      progress.accept(String.format("%s, %d of %d", one.name(), i + 1, wanted.size()));
      found.accept(one.name(), explain(one, subject, progress));
    }
  }

  private static <S> Finding explain(
      Explanation<S> one, Object subject, Consumer<String> progress) {
    return one.explain(one.subject().cast(subject), progress);
  }
}
