package org.dl4jvision.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parts of a data set. */
public enum Split {
  TRAIN("train", "training"),
  VALIDATION("val", "valid", "validation"),
  TEST("test");

  private final List<String> names;

  Split(String... names) {
    this.names = List.of(names);
  }

  /**
   * The split of this name.
   *
   * @throws IllegalArgumentException if it is none of the {@link #names}
   */
  public static Split of(String name) {
    return Arrays.stream(values())
        .filter(split -> split.names.contains(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(values())
                        .flatMap(split -> split.names.stream())
                        .collect(
                            Collectors.joining(", ", "split is " + name + "; allowed: ", ""))));
  }

  /** What its images are called in messages: "training", "validation" or "test". */
  public String adjective() {
    return this == TRAIN ? "training" : name().toLowerCase(Locale.ROOT);
  }

  /** What folders and lists of this split are called, the most usual name first. */
  public List<String> names() {
    return names;
  }
}
