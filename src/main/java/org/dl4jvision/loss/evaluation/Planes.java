package org.dl4jvision.loss.evaluation;

import java.util.Arrays;
import java.util.List;
import org.dl4jvision.loss.math.BufferPool;

/**
 * Numbers of every pixel of a batch, kept from one sweep to the next: [images][rows][pixels], with
 * one row a class, or a single row.
 */
public final class Planes {

  private final int rows;
  private final int pixels;
  private final double[][][] values;

  /** Borrows buffers, in which there are any numbers. */
  Planes(int images, int rows, int pixels) {
    this.rows = rows;
    this.pixels = pixels;
    values = new double[images][rows][];
    for (double[][] image : values) {
      Arrays.setAll(image, row -> BufferPool.DOUBLES.take(pixels));
    }
  }

  /** Sets all numbers to 0. */
  public Planes clear() {
    for (double[][] image : values) {
      for (double[] row : image) {
        Arrays.fill(row, 0);
      }
    }
    return this;
  }

  /** Gives the buffers back; to be called once, when nobody reads or writes this any more. */
  public void close() {
    for (double[][] image : values) {
      for (double[] row : image) {
        BufferPool.DOUBLES.release(pixels, row);
      }
    }
  }

  public int images() {
    return values.length;
  }

  public int rows() {
    return rows;
  }

  public int pixels() {
    return pixels;
  }

  /** The numbers of a row of an image themselves, not a copy. */
  public double[] get(int image, int row) {
    return values[image][row];
  }

  /** Copies {@code count} numbers of a row, from {@code pixel} on, to the start of an array. */
  void read(int image, int row, long pixel, int count, float[] to) {
    double[] from = values[image][row];
    int first = Math.toIntExact(pixel);
    for (int i = 0; i < count; i++) {
      to[i] = (float) from[first + i];
    }
  }

  /** Copies the first {@code count} numbers of an array to a row, from {@code pixel} on. */
  void write(int image, int row, long pixel, int count, float[] from) {
    double[] to = values[image][row];
    int first = Math.toIntExact(pixel);
    for (int i = 0; i < count; i++) {
      to[first + i] = from[i];
    }
  }

  /**
   * Becomes 1 for a share of the numbers, the largest ones, and 0 for all others: the first ones
   * where more are equal.
   *
   * @param share of the numbers above {@code floor}; at least one of them is kept
   * @param together whether the largest of all images are kept, rather than of each
   * @param floor numbers up to it do not count
   */
  public void keepLargest(double share, boolean together, double floor) {
    if (together) {
      keepLargest(share, floor, Arrays.stream(values).flatMap(Arrays::stream).toList());
    } else {
      for (double[][] image : values) {
        keepLargest(share, floor, List.of(image));
      }
    }
  }

  private static void keepLargest(double share, double floor, List<double[]> numbers) {
    double[] sorted =
        numbers.stream().flatMapToDouble(Arrays::stream).filter(v -> v > floor).toArray();
    if (sorted.length == 0) {
      numbers.forEach(row -> Arrays.fill(row, 0));
      return;
    }
    Arrays.parallelSort(sorted);
    // A share such as 0.1 of 30 is 3, although 30 * 0.1 may be a little less.
    int kept = Math.max(1, (int) Math.floor(share * sorted.length + 1e-9));
    double threshold = sorted[sorted.length - kept];
    int above = 0;
    for (int i = sorted.length - kept; i < sorted.length; i++) {
      if (sorted[i] > threshold) {
        above++;
      }
    }
    int equal = kept - above;
    for (double[] row : numbers) {
      for (int i = 0; i < row.length; i++) {
        boolean keep = row[i] > threshold || (row[i] == threshold && equal-- > 0);
        row[i] = keep ? 1 : 0;
      }
    }
  }
}
