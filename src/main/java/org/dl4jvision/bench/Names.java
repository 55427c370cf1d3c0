package org.dl4jvision.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dl4jvision.check.Check;

/** Finds values by the names that their {@code toString} gives. */
final class Names {

  private Names() {}

  /**
   * The value of that name.
   *
   * @param what the option that names it, for the error
   * @throws IllegalArgumentException if there is none
   */
  @SafeVarargs
  static <T> T find(String what, String name, T... values) {
    Optional<T> found =
        Arrays.stream(values).filter(value -> value.toString().equals(name)).findFirst();
    Check.that(
        found.isPresent(),
        what,
        name,
        Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", ")));
    return found.orElseThrow();
  }
}
