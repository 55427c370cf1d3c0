package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One number of all pixels, for each channel of maps [N, H, W, C]. Results, and the gradients by
 * them, are [N, 1, 1, C].
 */
public final class GlobalPooling {

  private GlobalPooling() {}

  /**
   * The sum, multiplied by a number.
   *
   * @param factor 1, or for an average 1 / (H * W)
   */
  public static void sum(INDArray map, double factor, INDArray result) {
    reduce(map, 0, GlobalPooling::add, total -> total * factor, result);
  }

  /** The largest number. */
  public static void maximum(INDArray map, INDArray result) {
    reduce(map, Double.NEGATIVE_INFINITY, GlobalPooling::raise, total -> total, result);
  }

  /** The p-norm. */
  public static void norm(INDArray map, int p, INDArray result) {
    reduce(
        map,
        0,
        (values, count, totals) -> addPowers(values, count, p, totals),
        total -> Math.pow(total, 1.0 / p),
        result);
  }

  /** The gradient of {@link #sum}: the same for all pixels. */
  public static void sumGradient(INDArray epsilon, double factor, INDArray result) {
    write(
        result,
        (example, pixel, values, count) -> {
          float[] channels = channels(epsilon, example);
          for (int c = 0; c < channels.length; c++) {
            channels[c] *= (float) factor;
          }
          for (int at = 0; at < count; at += channels.length) {
            System.arraycopy(channels, 0, values, at, channels.length);
          }
        },
        epsilon);
  }

  /** The gradient of {@link #maximum}: it goes to the first of the largest pixels. */
  public static void maximumGradient(INDArray map, INDArray epsilon, INDArray result) {
    int channels = (int) map.size(3);
    long[][] places = new long[(int) map.size(0)][];
    HostFloats.forEach(
        places.length,
        map.length() / places.length,
        (first, last) -> {
          for (long n = first; n < last; n++) {
            places[(int) n] = places(map, n);
          }
        },
        map);
    write(
        result,
        (example, pixel, values, count) -> {
          Arrays.fill(values, 0, count, 0);
          float[] gradient = channels(epsilon, example);
          for (int c = 0; c < channels; c++) {
            long at = (places[(int) example][c] - pixel) * channels + c;
            if (at >= 0 && at < count) {
              values[(int) at] = gradient[c];
            }
          }
        },
        epsilon);
  }

  /** The gradient of {@link #norm}: x |x|^(p-2) / norm^(p-1). */
  public static void normGradient(
      INDArray map, INDArray norms, int p, INDArray epsilon, INDArray result) {
    write(
        result,
        (example, pixel, values, count) -> {
          float[] factors = channels(epsilon, example);
          float[] norm = channels(norms, example);
          int channels = factors.length;
          for (int c = 0; c < channels; c++) {
            factors[c] /= (float) Math.pow(norm[c], p - 1);
          }
          long start = (example * (map.length() / map.size(0))) + pixel * channels;
          floats(map, start, count).get(values, 0, count);
          for (int at = 0; at < count; at += channels) {
            for (int c = 0; c < channels; c++) {
              float x = values[at + c];
              values[at + c] = x * (float) power(Math.abs(x), p - 2) * factors[c];
            }
          }
        },
        map,
        norms,
        epsilon);
  }

  private interface Addition {
    void add(float[] values, int count, double[] totals);
  }

  private interface Ending {
    double of(double total);
  }

  private static void reduce(
      INDArray map, double start, Addition addition, Ending ending, INDArray result) {
    int channels = (int) map.size(3);
    long length = map.length() / map.size(0);
    int strip = strip(channels);
    HostFloats.forEach(
        map.size(0),
        length,
        (first, last) -> {
          float[] values = new float[strip];
          double[] totals = new double[channels];
          for (long n = first; n < last; n++) {
            Arrays.fill(totals, start);
            for (long at = 0; at < length; at += strip) {
              int count = (int) Math.min(strip, length - at);
              floats(map, n * length + at, count).get(values, 0, count);
              addition.add(values, count, totals);
            }
            for (int c = 0; c < channels; c++) {
              values[c] = (float) ending.of(totals[c]);
            }
            floats(result, n * channels, channels).put(values, 0, channels);
          }
        },
        map,
        result);
  }

  private static void add(float[] values, int count, double[] totals) {
    for (int at = 0; at < count; at += totals.length) {
      for (int c = 0; c < totals.length; c++) {
        totals[c] += values[at + c];
      }
    }
  }

  private static void raise(float[] values, int count, double[] totals) {
    for (int at = 0; at < count; at += totals.length) {
      for (int c = 0; c < totals.length; c++) {
        totals[c] = Math.max(totals[c], values[at + c]);
      }
    }
  }

  private static void addPowers(float[] values, int count, int p, double[] totals) {
    for (int at = 0; at < count; at += totals.length) {
      for (int c = 0; c < totals.length; c++) {
        totals[c] += power(Math.abs(values[at + c]), p);
      }
    }
  }

  private static double power(double base, int exponent) {
    return switch (exponent) {
      case 0 -> 1;
      case 1 -> base;
      case 2 -> base * base;
      default -> Math.pow(base, exponent);
    };
  }

  /** The pixel of an example, for each channel, that is the first of the largest. */
  private static long[] places(INDArray map, long example) {
    int channels = (int) map.size(3);
    long length = map.length() / map.size(0);
    int strip = strip(channels);
    float[] values = new float[strip];
    float[] largest = new float[channels];
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    long[] places = new long[channels];
    for (long start = 0; start < length; start += strip) {
      int count = (int) Math.min(strip, length - start);
      floats(map, example * length + start, count).get(values, 0, count);
      for (int at = 0; at < count; at += channels) {
        for (int c = 0; c < channels; c++) {
          if (values[at + c] > largest[c]) {
            largest[c] = values[at + c];
            places[c] = (start + at) / channels;
          }
        }
      }
    }
    return places;
  }

  private interface Strip {
    void fill(long example, long pixel, float[] values, int count);
  }

  private static void write(INDArray map, Strip filler, INDArray... read) {
    int channels = (int) map.size(3);
    long length = map.length() / map.size(0);
    int strip = strip(channels);
    long strips = (length + strip - 1) / strip;
    HostFloats.forEach(
        map.size(0) * strips,
        2L * strip,
        (first, last) -> {
          float[] values = new float[strip];
          for (long s = first; s < last; s++) {
            long start = s % strips * strip;
            int count = (int) Math.min(strip, length - start);
            filler.fill(s / strips, start / channels, values, count);
            floats(map, s / strips * length + start, count).put(values, 0, count);
          }
        },
        HostFloats.withLast(read, map));
  }

  /** Numbers of whole pixels that a thread handles at once. */
  private static int strip(int channels) {
    return Math.max(1, HostFloats.TILE / channels) * channels;
  }

  private static float[] channels(INDArray array, long example) {
    float[] values = new float[(int) array.size(3)];
    floats(array, example * values.length, values.length).get(values);
    return values;
  }

  private static FloatBuffer floats(INDArray array, long from, int count) {
    return HostFloats.window(array, from, from + count).asFloatBuffer();
  }
}
