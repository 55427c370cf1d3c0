package org.dl4jvision.io;

import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Work on many files on all cores. */
public final class Parallel {

  private Parallel() {}

  /**
   * Does the work for 0 to {@code count} - 1, and throws what the first of them in this order has
   * thrown.
   *
   * @throws IllegalArgumentException that of the first file at fault
   */
  public static void forEach(int count, IntConsumer work) {
    IntStream.range(0, count).parallel().mapToObj(i -> problem(work, i)).toList().stream()
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(
            e -> {
              throw e;
            });
  }

  private static IllegalArgumentException problem(IntConsumer work, int i) {
    try {
      work.accept(i);
      return null;
    } catch (IllegalArgumentException e) {
      return e;
    }
  }
}
