package org.dl4jvision.layer.detection;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.dl4jvision.box.Box;

/**
 * Where the locations of a feature pyramid lie in the image.
 *
 * <p>A level of stride s has ceil(width / s) by ceil(height / s) locations; each stands for s by s
 * pixels and lies in their middle. Locations are numbered row by row, level after level, as {@link
 * LevelsVertex} puts them.
 */
public final class Levels {

  private final int[] strides;
  private final int[] columns;
  private final int[] rows;
  private final int[] starts;

  Levels(int width, int height, int[] strides) {
    this.strides = strides.clone();
    columns = Arrays.stream(strides).map(s -> (width + s - 1) / s).toArray();
    rows = Arrays.stream(strides).map(s -> (height + s - 1) / s).toArray();
    starts = new int[strides.length + 1];
    for (int level = 0; level < strides.length; level++) {
      starts[level + 1] =
          Math.addExact(starts[level], Math.multiplyExact(columns[level], rows[level]));
    }
  }

  public int count() {
    return strides.length;
  }

  /** Returns how many locations all levels have together. */
  public int locations() {
    return starts[count()];
  }

  /** Returns the pixels from a location of a level to the next. */
  public int stride(int level) {
    return strides[level];
  }

  /** Returns how many locations a level has side by side. */
  public int columns(int level) {
    return columns[level];
  }

  /** Returns how many locations a level has one above the other. */
  public int rows(int level) {
    return rows[level];
  }

  /** Returns the level, from 0, on which a location lies. */
  public int level(int location) {
    int level = 0;
    while (location >= starts[level + 1]) {
      level++;
    }
    return level;
  }

  /** Returns the location at a column and a row of a level, both from 0. */
  public int location(int level, int column, int row) {
    return starts[level] + row * columns[level] + column;
  }

  /** Returns the x of a location in pixels of the image. */
  public double centerX(int location) {
    int level = level(location);
    return ((location - starts[level]) % columns[level] + 0.5) * strides[level];
  }

  /** Returns the y of a location in pixels of the image. */
  public double centerY(int location) {
    int level = level(location);
    return ((location - starts[level]) / columns[level] + 0.5) * strides[level];
  }

  /** Lets a visitor see the locations of a level that lie in a box, edges included. */
  void forEachIn(int level, Box box, IntConsumer visitor) {
    double stride = strides[level];
    int firstColumn = (int) Math.max(0, Math.ceil(box.left() / stride - 0.5));
    int lastColumn = (int) Math.min(columns[level] - 1, Math.floor(box.right() / stride - 0.5));
    int firstRow = (int) Math.max(0, Math.ceil(box.top() / stride - 0.5));
    int lastRow = (int) Math.min(rows[level] - 1, Math.floor(box.bottom() / stride - 0.5));
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        visitor.accept(location(level, column, row));
      }
    }
  }
}
