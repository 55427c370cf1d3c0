package org.dl4jvision.data.format.text;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The classes that occur in tables of run lengths: numbers in their order, then words. */
final class RunLengthClasses {

  /** The class of tables that name none. */
  static final String ONLY = "foreground";

  private final Set<String> names =
      new TreeSet<>(
          comparing(
                  (String name) ->
                      name.matches("\\d{1,18}") ? Long.parseLong(name) : Long.MAX_VALUE)
              .thenComparing(name -> name));

  void add(String name) {
    names.add(name);
  }

  List<String> names() {
    return List.copyOf(names);
  }
}
