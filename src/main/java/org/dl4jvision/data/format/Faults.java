package org.dl4jvision.data.format;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.dl4jvision.io.Parallel;

/**
 * What becomes of files and entries that cannot be read: where all are wanted, the first ends the
 * reading; whoever looks for faults is told of each, and the rest is read.
 */
@FunctionalInterface
public interface Faults {

  /** The first fault is thrown. */
  Faults THROWN =
      fault -> {
        throw fault;
      };

  /** Takes a fault, in any thread. */
  void accept(IllegalArgumentException fault);

  /** What can be read of one thing; empty where it is at fault and faults are not thrown. */
  default <T> Optional<T> attempt(Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (IllegalArgumentException e) {
      accept(e);
      return Optional.empty();
    }
  }

  /**
   * Reads 0 to {@code count} - 1 on all cores.
   *
   * @return what could be read, in this order
   */
  default <T> List<T> read(int count, IntFunction<T> reader) {
    return Parallel.map(count, i -> attempt(() -> reader.apply(i))).stream()
        .flatMap(Optional::stream)
        .toList();
  }
}
