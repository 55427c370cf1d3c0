package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums over all pixels of maps [N, ..., C], for each channel. A few floats are added, then their
 * sum as exactly as in double; which ones is up to the shape alone, so that any number of threads
 * gives the same bits.
 */
final class ChannelSums {

  /** Sums of each part of the maps are kept apart until all are there. */
  private static final long PARTS = 64;

  /** Numbers below which a part is not worth its sums. */
  private static final long SMALLEST_PART = 1 << 15;

  /** Of more floats, which may cancel out, the rounding would be seen. */
  private static final int IN_FLOAT = 8;

  private final double[] first;
  private final double[] second;

  private ChannelSums(double[] first, double[] second) {
    this.first = first;
    this.second = second;
  }

  /** Of x, and nothing else. */
  static ChannelSums of(INDArray x) {
    return of(x, x, null, (shift, values, same, count, sums, none) -> add(values, count, sums));
  }

  /** Of x - shift, and of its square. */
  static ChannelSums ofPowers(INDArray x, float[] shift) {
    return of(
        x,
        x,
        shift,
        (pattern, values, same, count, sums, squares) -> {
          subtract(values, count, pattern);
          add(values, count, sums);
          addProducts(values, values, count, squares);
        });
  }

  /** Of y, and of y * (x - shift). */
  static ChannelSums ofProducts(INDArray x, float[] shift, INDArray y) {
    return of(
        x,
        y,
        shift,
        (pattern, values, others, count, sums, products) -> {
          subtract(values, count, pattern);
          add(others, count, sums);
          addProducts(values, others, count, products);
        });
  }

  // Loops of one operation, over arrays from their start, become vector instructions.

  private static void subtract(float[] x, int count, float[] shift) {
    for (int i = 0; i < count; i++) {
      x[i] -= shift[i];
    }
  }

  private static void add(float[] x, int count, float[] sums) {
    for (int i = 0; i < count; i++) {
      sums[i] += x[i];
    }
  }

  private static void addProducts(float[] x, float[] y, int count, float[] sums) {
    for (int i = 0; i < count; i++) {
      sums[i] += x[i] * y[i];
    }
  }

  double first(int channel) {
    return first[channel];
  }

  double second(int channel) {
    return second[channel];
  }

  /** Adds the numbers of a strip to those before; it may overwrite the strip. */
  private interface Addition {
    void add(float[] shift, float[] x, float[] y, int count, float[] one, float[] two);
  }

  private static ChannelSums of(INDArray x, INDArray y, float[] shift, Addition addition) {
    PixelStrips strips = PixelStrips.of(x);
    int channels = strips.channels();
    float[] pattern = shift == null ? null : strips.repeated(shift);
    long all = x.length() / channels;
    long pixels = Math.max(SMALLEST_PART / channels + 1, (all + PARTS - 1) / PARTS);
    int parts = (int) ((all + pixels - 1) / pixels);
    double[][][] sums = new double[parts][][];
    HostFloats.forEach(
        parts,
        pixels * channels,
        (from, to) -> {
          for (long part = from; part < to; part++) {
            long end = Math.min(all, (part + 1) * pixels);
            FloatBuffer xs = strips.pixels(x, part * pixels, end);
            FloatBuffer ys = x == y ? null : strips.pixels(y, part * pixels, end);
            sums[(int) part] = sums(strips, xs, ys, pattern, addition);
          }
        },
        x,
        y);
    double[] first = new double[channels];
    double[] second = new double[channels];
    for (double[][] part : sums) {
      for (int i = 0; i < strips.width(); i++) {
        first[i % channels] += part[0][i];
        second[i % channels] += part[1][i];
      }
    }
    return new ChannelSums(first, second);
  }

  private static double[][] sums(
      PixelStrips strips, FloatBuffer xs, FloatBuffer ys, float[] pattern, Addition addition) {
    float[] x = new float[strips.width()];
    float[] y = ys == null ? x : new float[strips.width()];
    float[] first = new float[strips.width()];
    float[] second = new float[strips.width()];
    PairSums ofFirst = new PairSums(strips.width());
    PairSums ofSecond = new PairSums(strips.width());
    int added = 0;
    for (int at = 0; at < xs.limit(); at += x.length) {
      int count = Math.min(x.length, xs.limit() - at);
      xs.get(at, x, 0, count);
      if (ys != null) {
        ys.get(at, y, 0, count);
      }
      addition.add(pattern, x, y, count, first, second);
      if (++added % IN_FLOAT == 0) {
        ofFirst.take(first);
        ofSecond.take(second);
      }
    }
    ofFirst.take(first);
    ofSecond.take(second);
    return new double[][] {ofFirst.values(), ofSecond.values()};
  }

  /** Sums in pairs of floats, which vector instructions add up as exactly as doubles. */
  private static final class PairSums {

    private final float[] high;
    private final float[] low;

    PairSums(int length) {
      high = new float[length];
      low = new float[length];
    }

    /** Adds numbers and sets them to 0. */
    void take(float[] numbers) {
      add(numbers, high, low);
      Arrays.fill(numbers, 0);
    }

    /** The rounding of each sum, which is a float, goes to the lower one. */
    private static void add(float[] numbers, float[] high, float[] low) {
      for (int i = 0; i < numbers.length; i++) {
        float sum = high[i] + numbers[i];
        float added = sum - high[i];
        low[i] += (high[i] - (sum - added)) + (numbers[i] - added);
        high[i] = sum;
      }
    }

    double[] values() {
      double[] values = new double[high.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (double) high[i] + low[i];
      }
      return values;
    }
  }
}
