package org.dl4jvision.loss.evaluation.field;

import java.util.function.BiFunction;
import org.dl4jvision.loss.math.FastMath;

/**
 * Lends the fields of one tile that have rows of their own: those with a row a class and those with
 * a single row. It also holds what their arithmetic needs: the tile's number of pixels and room for
 * elementary functions. For one thread.
 */
final class FieldLender<F> {

  private final int classes;
  private final FastMath math;
  private final Shelf<F> full;
  private final Shelf<F> single;
  private int pixels;

  /**
   * @param capacity the most pixels of a tile
   * @param factory makes a field with so many rows, which takes its results from the lender
   */
  FieldLender(int classes, int capacity, BiFunction<FieldLender<F>, Integer, F> factory) {
    this.classes = classes;
    math = new FastMath(capacity);
    single = new Shelf<>(shelf -> factory.apply(this, 1));
    full = classes == 1 ? single : new Shelf<>(shelf -> factory.apply(this, classes));
  }

  /** Takes all fields back and starts a tile of so many pixels. */
  void start(int newPixels) {
    pixels = newPixels;
    full.takeAllBack();
    single.takeAllBack();
  }

  /** The rows of a field that has not a single row. */
  int classes() {
    return classes;
  }

  int pixels() {
    return pixels;
  }

  FastMath math() {
    return math;
  }

  /** Lends a field whose numbers are undefined. */
  F take(int rows) {
    return rows == 1 ? single.take() : full.take();
  }
}
