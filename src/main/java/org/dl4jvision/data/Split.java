package org.dl4jvision.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parts of a data set. */
public enum Split {
  TRAIN("train", "training"),
  VALIDATION("val", "valid", "validation", "dev"),
  TEST("test", "testing");

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

  /** The split that a folder, list or column of this name means, in any case; empty for none. */
  public static Optional<Split> named(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(split -> split.names.contains(lower)).findFirst();
  }

  /** The split of the nearest folder above a file that is named so, up to the data's folder. */
  public static Optional<Split> above(Path file, Path root) {
    for (Path folder = file.getParent();
        folder != null && !folder.equals(root);
        folder = folder.getParent()) {
      Optional<Split> split = named(folder.getFileName().toString());
      if (split.isPresent()) {
        return split;
      }
    }
    return Optional.empty();
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
