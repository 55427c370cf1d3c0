package org.dl4jvision.loss.evaluation;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Large things that one evaluation after the other uses, so that none leaves its own to the garbage
 * collector. They are given up when memory runs short.
 */
public final class Spare<T> {

  /** Arrays of numbers. */
  public static final Spare<double[]> DOUBLES = new Spare<>(double[]::new);

  private final IntFunction<T> factory;
  private SoftReference<Map<Integer, Deque<T>>> things = new SoftReference<>(null);

  /**
   * @param factory makes a thing of a size where there is none to spare
   */
  public Spare(IntFunction<T> factory) {
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
    Map<Integer, Deque<T>> all = things.get();
    if (all == null) {
      all = new HashMap<>();
      things = new SoftReference<>(all);
    }
    return all.computeIfAbsent(size, key -> new ArrayDeque<>());
  }
}
