package org.dl4jvision.io;

import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Work on many files on all cores. */
public final class Parallel {

  private Parallel() {}

  /**
   * Does the work for 0 to {@code count} - 1 in the threads of the common pool. All of it is done
   * even where some fails; then what the first in this order has thrown is thrown, so that users
   * are told of the same file on every run. Exceptions of other types end the work at once.
   *
   * @param work may be called by several threads at a time
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

  /**
   * The results of work for 0 to {@code count} - 1, in this order; see {@link #forEach}.
   *
   * @param work may be called by several threads at a time, and must not return null
   * @throws IllegalArgumentException that of the first file at fault
   */
  @SuppressWarnings("unchecked")
  public static <T> List<T> map(int count, IntFunction<T> work) {
    Object[] results = new Object[count];
    forEach(count, i -> results[i] = work.apply(i));
    return (List<T>) Stream.of(results).toList();
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
