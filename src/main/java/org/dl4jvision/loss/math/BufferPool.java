package org.dl4jvision.loss.math;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Things that one evaluation after the other uses, so that none leaves its own to the garbage
 * collector. They are given up when memory runs short.
 */
public final class BufferPool<T> {

  /** Arrays of numbers. */
  public static final BufferPool<double[]> DOUBLES = new BufferPool<>(double[]::new);

  /** More are given up, the oldest first: sizes that change with the image come but once. */
  private static final int MOST_SIZES = 16;

  /** The things of one size. */
  private static final class Shelf<T> {
    private final int size;
    private final Deque<T> things = new ArrayDeque<>();

    public Shelf(int size) {
      this.size = size;
    }
  }

  private final IntFunction<T> factory;
  private SoftReference<List<Shelf<T>>> shelves = new SoftReference<>(null);

  /**
   * @param factory makes a thing of a size where there is none to spare
   */
  public BufferPool(IntFunction<T> factory) {
    this.factory = factory;
  }

  /** A thing of a size, in any state, for the caller alone. */
  public T take(int size) {
    T spare;
    synchronized (this) {
      spare = ofSize(size).poll();
    }
    return spare == null ? factory.apply(size) : spare;
  }

  /** Takes a thing back that the caller will not touch any more. */
  public synchronized void giveBack(int size, T thing) {
    ofSize(size).push(thing);
  }

  private Deque<T> ofSize(int size) {
    List<Shelf<T>> all = shelves.get();
    if (all == null) {
      all = new ArrayList<>();
      shelves = new SoftReference<>(all);
    }
    // A map would leave its keys to the garbage collector.
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).size == size) {
        return all.get(i).things;
      }
    }
    if (all.size() == MOST_SIZES) {
      all.remove(0);
    }
    Shelf<T> shelf = new Shelf<>(size);
    all.add(shelf);
    return shelf.things;
  }
}
