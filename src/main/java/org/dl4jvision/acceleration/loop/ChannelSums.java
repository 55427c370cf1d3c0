package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums over all pixels of maps [N, ..., C], for each channel. A few floats are added, then their
 * sum in double; which ones is up to the shape alone, so that any number of threads gives the same
 * bits.
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
    return of(
        x,
        x,
        new float[(int) x.size(-1)],
        (pattern, values, same, at, count, sums, none) -> {
          for (int i = 0; i < count; i++) {
            sums[i] += values[at + i];
          }
        });
  }

  /** Of x - shift, and of its square. */
  static ChannelSums ofPowers(INDArray x, float[] shift) {
    return of(
        x,
        x,
        shift,
        (pattern, values, same, at, count, sums, squares) -> {
          for (int i = 0; i < count; i++) {
            float difference = values[at + i] - pattern[i];
            sums[i] += difference;
            squares[i] += difference * difference;
          }
        });
  }

  /** Of y, and of y * (x - shift). */
  static ChannelSums ofProducts(INDArray x, float[] shift, INDArray y) {
    return of(
        x,
        y,
        shift,
        (pattern, values, others, at, count, sums, products) -> {
          for (int i = 0; i < count; i++) {
            float other = others[at + i];
            sums[i] += other;
            products[i] += other * (values[at + i] - pattern[i]);
          }
        });
  }

  double first(int channel) {
    return first[channel];
  }

  double second(int channel) {
    return second[channel];
  }

  /** Adds the numbers of some pixels to those before. */
  private interface Addition {
    void add(float[] shift, float[] x, float[] y, int at, int count, float[] one, float[] two);
  }

  private static ChannelSums of(INDArray x, INDArray y, float[] shift, Addition addition) {
    PixelStrips strips = PixelStrips.of(x);
    float[] pattern = strips.repeated(shift);
    long all = x.length() / shift.length;
    long pixels = Math.max(SMALLEST_PART / shift.length + 1, (all + PARTS - 1) / PARTS);
    int parts = (int) ((all + pixels - 1) / pixels);
    double[][][] sums = new double[parts][][];
    HostFloats.forEach(
        parts,
        pixels * shift.length,
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
    double[] first = new double[shift.length];
    double[] second = new double[shift.length];
    for (double[][] part : sums) {
      for (int i = 0; i < pattern.length; i++) {
        first[i % shift.length] += part[0][i];
        second[i % shift.length] += part[1][i];
      }
    }
    return new ChannelSums(first, second);
  }

  private static double[][] sums(
      PixelStrips strips, FloatBuffer xs, FloatBuffer ys, float[] pattern, Addition addition) {
    double[][] sums = new double[2][pattern.length];
    float[] x = strips.tile();
    float[] y = ys == null ? x : strips.tile();
    float[] first = new float[pattern.length];
    float[] second = new float[pattern.length];
    int added = 0;
    for (int at = 0; at < xs.limit(); at += x.length) {
      int count = Math.min(x.length, xs.limit() - at);
      xs.get(at, x, 0, count);
      if (ys != null) {
        ys.get(at, y, 0, count);
      }
      for (int strip = 0; strip < count; strip += pattern.length) {
        int width = Math.min(pattern.length, count - strip);
        addition.add(pattern, x, y, strip, width, first, second);
        if (++added % IN_FLOAT == 0) {
          flush(first, sums[0]);
          flush(second, sums[1]);
        }
      }
    }
    flush(first, sums[0]);
    flush(second, sums[1]);
    return sums;
  }

  private static void flush(float[] sums, double[] to) {
    for (int i = 0; i < sums.length; i++) {
      to[i] += sums[i];
    }
    Arrays.fill(sums, 0);
  }
}
