package org.dl4jvision.loss.math;

import java.util.Arrays;

/** The order of many numbers, by radix sort: several times faster than sorting objects. */
public final class Ranking {

  /** A key of 32 bits is sorted in so many passes. */
  private static final int PASSES = 3;

  private static final int BITS = 11;
  private static final int BUCKETS = 1 << BITS;

  /** Which bits of the numbers are the keys of a round. */
  private enum Round {
    /** The key is the whole number, which is a float. */
    FLOAT,
    /** The key is the lower half of a double's bits. */
    LOW,
    /** The key is the upper half of a double's bits. */
    HIGH
  }

  private static final BufferPool<Ranking> POOL = new BufferPool<>(Ranking::new);

  private final int capacity;
  private final int[][] starts = new int[PASSES][BUCKETS];

  /** A key above its number's index: read and written one after the other. */
  private long[] entries;

  private long[] next;
  private int count;

  private Ranking(int capacity) {
    this.capacity = capacity;
    entries = new long[capacity];
    next = new long[capacity];
  }

  /** Lends room for the order of {@code n} numbers. */
  public static Ranking take(int n) {
    return POOL.take(n);
  }

  /** Lets the room be used for other numbers. */
  public void release() {
    POOL.release(capacity, this);
  }

  /**
   * Ranks the numbers from {@code least} on, the largest first and equal ones in order.
   *
   * @param numbers as many as there is room for; twice as fast if all are floats
   * @param least at least 0
   * @return how many there are
   */
  public int sort(double[] numbers, double least) {
    count = 0;
    boolean floats = true;
    for (int i = 0; i < capacity; i++) {
      if (!(numbers[i] < least)) { // nor is NaN left out, which the result shall show
        floats &= (float) numbers[i] == numbers[i];
        entries[count++] = i;
      }
    }
    if (floats) {
      sort(numbers, Round.FLOAT);
    } else {
      sort(numbers, Round.LOW);
      sort(numbers, Round.HIGH);
    }
    return count;
  }

  /** Returns the index of the number of a rank, from 0. */
  public int get(int rank) {
    return (int) entries[rank];
  }

  /** Sorts by some bits, and leaves those alike in order. */
  private void sort(double[] numbers, Round round) {
    for (int[] counts : starts) {
      Arrays.fill(counts, 0);
    }
    for (int i = 0; i < count; i++) {
      int index = (int) entries[i];
      long entry = (long) key(numbers[index], round) << Integer.SIZE | index;
      entries[i] = entry;
      for (int pass = 0; pass < PASSES; pass++) {
        starts[pass][bucket(entry, pass)]++;
      }
    }
    for (int pass = 0; pass < PASSES && count > 0; pass++) {
      if (starts[pass][bucket(entries[0], pass)] < count) {
        distribute(pass);
      }
    }
  }

  /** Bits of numbers >= 0 are in their order; turned over they are in the opposite one. */
  private static int key(double number, Round round) {
    if (round == Round.FLOAT) {
      return ~Float.floatToRawIntBits((float) number);
    }
    long bits = ~Double.doubleToRawLongBits(number);
    return (int) (round == Round.LOW ? bits : bits >>> Integer.SIZE);
  }

  private void distribute(int pass) {
    int[] to = starts[pass];
    int start = 0;
    for (int b = 0; b < BUCKETS; b++) {
      int size = to[b];
      to[b] = start;
      start += size;
    }
    for (int i = 0; i < count; i++) {
      next[to[bucket(entries[i], pass)]++] = entries[i];
    }
    long[] swap = entries;
    entries = next;
    next = swap;
  }

  private static int bucket(long entry, int pass) {
    return (int) (entry >>> Integer.SIZE + pass * BITS) & BUCKETS - 1;
  }
}
