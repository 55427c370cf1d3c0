package org.dl4jvision.loss.evaluation;

import java.util.Arrays;
import org.dl4jvision.loss.math.BufferPool;

/** Sums over the pixels of each group and class. */
public final class Sums {

  private final int groups;
  private final int count;
  private final int classes;
  private final double[] values;

  Sums(int groups, int count, int classes) {
    this(
        groups,
        count,
        classes,
        new double[Math.multiplyExact(Math.multiplyExact(groups, count), classes)]);
  }

  private Sums(int groups, int count, int classes, double[] values) {
    this.groups = groups;
    this.count = count;
    this.classes = classes;
    this.values = values;
  }

  /** Sums of one group, 0 at first, in a borrowed buffer until their {@link #release}. */
  static Sums borrow(int count, int classes) {
    double[] values = BufferPool.DOUBLES.take(count * classes);
    Arrays.fill(values, 0);
    return new Sums(1, count, classes, values);
  }

  /** Gives the buffer back. */
  void release() {
    BufferPool.DOUBLES.release(values.length, values);
  }

  public int groups() {
    return groups;
  }

  /**
   * Sum {@code index} of a group over the pixels of a class; sums of single rows are at class 0.
   */
  public double get(int group, int index, int classIndex) {
    return values[at(group, index, classIndex)];
  }

  /** Returns the sum of a group over all classes. */
  public double get(int group, int index) {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += get(group, index, c);
    }
    return sum;
  }

  /** Returns the sums over all groups, as those of one group. */
  public Sums together() {
    Sums sum = new Sums(1, count, classes);
    for (int i = 0; i < values.length; i++) {
      sum.values[i % sum.values.length] += values[i];
    }
    return sum;
  }

  void add(int group, int index, int classIndex, double value) {
    values[at(group, index, classIndex)] += value;
  }

  /** Adds the only group of {@code other} to a group of this. */
  void add(int group, Sums other) {
    int start = at(group, 0, 0);
    for (int i = 0; i < other.values.length; i++) {
      values[start + i] += other.values[i];
    }
  }

  private int at(int group, int index, int classIndex) {
    return (group * count + index) * classes + classIndex;
  }
}
