package org.dl4jvision.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Finds things by the names that their {@code toString} gives. */
final class Names {

  private Names() {}

  /**
   * The value of that name.
   *
   * @param what what is named, for the error
   * @throws IllegalArgumentException if there is none
   */
  @SafeVarargs
  static <T> T find(String what, String name, T... values) {
    return Arrays.stream(values)
        .filter(value -> value.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    what + " is \"" + name + "\", allowed: " + list(List.of(values))));
  }

  private static String list(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
