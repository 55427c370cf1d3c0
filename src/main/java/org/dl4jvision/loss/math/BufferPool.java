package org.dl4jvision.loss.math;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Buffers that one evaluation after the other borrows, so that none leaves its own to the garbage
 * collector. Whoever takes a buffer owns it until the release; one that is never released is merely
 * lost to the pool. When memory runs short the pool gives up all buffers that are not lent. Any
 * number of threads may use a pool.
 *
 * @param <T> a buffer, such as an array of numbers, that has a size
 */
public final class BufferPool<T> {

  /** Lends arrays of numbers; they keep what was in them. */
  public static final BufferPool<double[]> DOUBLES = new BufferPool<>(double[]::new);

  /** More are given up, the oldest first: sizes that change with the image come but once. */
  private static final int MOST_SIZES = 16;

  /** The buffers of one size that are not lent. */
  private static final class Buffers<T> {
    private final int size;
    private final Deque<T> free = new ArrayDeque<>();

    Buffers(int size) {
      this.size = size;
    }
  }

  private final IntFunction<T> factory;
  private SoftReference<List<Buffers<T>>> sizes = new SoftReference<>(null);

  /**
   * @param factory makes a buffer of a size where none is left
   */
  public BufferPool(IntFunction<T> factory) {
    this.factory = factory;
  }

  /** Lends a buffer of a size, with whatever its last borrower left in it, to the caller alone. */
  public T take(int size) {
    T buffer;
    synchronized (this) {
      buffer = ofSize(size).poll();
    }
    return buffer == null ? factory.apply(size) : buffer;
  }

  /**
   * Takes a buffer back that the caller will not touch any more.
   *
   * @param size what it was taken by
   */
  public synchronized void release(int size, T buffer) {
    ofSize(size).push(buffer);
  }

  private Deque<T> ofSize(int size) {
    List<Buffers<T>> all = sizes.get();
    if (all == null) {
      all = new ArrayList<>();
      sizes = new SoftReference<>(all);
    }
    // A map would leave its keys to the garbage collector.
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).size == size) {
        return all.get(i).free;
      }
    }
    if (all.size() == MOST_SIZES) {
      all.remove(0);
    }
    Buffers<T> buffers = new Buffers<>(size);
    all.add(buffers);
    return buffers.free;
  }
}
