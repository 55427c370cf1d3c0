package org.dl4jvision.check;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What can be asked for by name: built-in entries, and those that users add with {@link #register}.
 * The command line, its lists, the documentation and the base tests read it, so that a new entry is
 * a class and a line. Names are found in any case. Thread-safe.
 *
 * @param <T> the entries
 */
public final class Registry<T extends Named> {

  private final String kind;
  private final String kinds;
  private final ConcurrentSkipListMap<String, T> entries =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param kind what an entry is, such as {@code encoder}
   * @param kinds the plural
   */
  @SafeVarargs
  public Registry(String kind, String kinds, T... builtIn) {
    this.kind = kind;
    this.kinds = kinds;
    Arrays.stream(builtIn).forEach(this::register);
  }

  /** Returns what an entry is, such as {@code encoder}. */
  public String kind() {
    return kind;
  }

  /** Returns the plural of {@link #kind}, such as {@code encoders}. */
  public String kinds() {
    return kinds;
  }

  /** Returns a copy of all entries in order of their names. */
  public List<T> all() {
    return List.copyOf(entries.values());
  }

  /** Returns a copy of the names of all entries, in order. */
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /**
   * Finds the entry of a name.
   *
   * @param name in any case
   * @throws IllegalArgumentException if there is none; the message lists those that there are, and
   *     guesses which was meant
   */
  public T get(String name) {
    T entry = name == null ? null : entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          String.format(
              "there is no %s %s%s; %s are %s",
              kind,
              Excerpt.of(name),
              name == null ? "" : Nearest.hint(name, names()),
              kinds,
              String.join(", ", names())));
    }
    return entry;
  }

  /**
   * Makes an entry known.
   *
   * @throws IllegalArgumentException if another one has its name
   */
  public void register(T entry) {
    T known = entries.putIfAbsent(entry.name(), entry);
    if (known != null && !known.equals(entry)) {
      throw new IllegalArgumentException(
          "the "
              + kind
              + " "
              + entry.name()
              + " is there already, as "
              + known.getClass().getName());
    }
  }

  /** Takes back {@link #register}; an entry that is not known is left alone. */
  public void unregister(T entry) {
    entries.remove(entry.name(), entry);
  }
}
