package org.dl4jvision.io;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory for decoded files. A share that is taken is never given back: an epoch visits all files,
 * so that replacing one by another would only cost. Thread-safe.
 */
public final class MemoryBudget {

  private final AtomicLong left;

  /**
   * @param bytes in all, 0 or more
   */
  public MemoryBudget(long bytes) {
    left = new AtomicLong(bytes);
  }

  /** Whether about this much is left; another thread may take it before {@link #take} does. */
  public boolean has(long bytes) {
    return left.get() >= bytes;
  }

  /**
   * Takes this many bytes for good.
   *
   * @return false if fewer are left; then nothing is taken
   */
  public boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }
}
