package org.dl4jvision.io;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps what was opened last open until something else is wanted: work on parts of a file comes in
 * a row. Thread-safe; one thread works at a time.
 *
 * @param <K> what is opened
 * @param <T> what it is when it is open
 */
public final class LastOpened<K, T extends AutoCloseable> {

  private K key;
  private T open;

  /**
   * Does work on something.
   *
   * @param opener opens it where it is not open
   */
  public synchronized <R> R with(K wanted, Supplier<T> opener, Function<T, R> work) {
    if (!wanted.equals(key)) {
      close();
      open = opener.get();
      key = wanted;
    }
    return work.apply(open);
  }

  private void close() {
    if (open == null) {
      return;
    }
    T closed = open;
    key = null;
    open = null;
    try {
      closed.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
