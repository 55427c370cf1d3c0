package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The largest of several numbers, for each place of dense arrays of one shape. */
public final class Maximum {

  private Maximum() {}

  /** Writes the largest numbers. */
  public static void forward(INDArray[] inputs, INDArray output) {
    tiles(
        inputs,
        output,
        (values, result, count) -> {
          System.arraycopy(values[0], 0, result, 0, count);
          for (int i = 1; i < values.length; i++) {
            raise(result, values[i], count);
          }
        });
  }

  /**
   * The derivative: {@code epsilon} where an input is the largest, of equals the first, else 0.
   *
   * @param input which one
   */
  public static void gradient(INDArray[] inputs, int input, INDArray epsilon, INDArray result) {
    tiles(
        HostFloats.withLast(inputs, epsilon),
        result,
        (values, gradient, count) -> {
          System.arraycopy(values[inputs.length], 0, gradient, 0, count);
          for (int i = 0; i < inputs.length; i++) {
            if (i < input) {
              keepWhereLarger(values[input], values[i], gradient, count);
            } else if (i > input) {
              keepWhereNotSmaller(values[input], values[i], gradient, count);
            }
          }
        });
  }

  private static void raise(float[] result, float[] values, int count) {
    for (int i = 0; i < count; i++) {
      result[i] = Math.max(result[i], values[i]);
    }
  }

  private static void keepWhereLarger(float[] own, float[] others, float[] gradient, int count) {
    for (int i = 0; i < count; i++) {
      gradient[i] = own[i] > others[i] ? gradient[i] : 0;
    }
  }

  private static void keepWhereNotSmaller(
      float[] own, float[] others, float[] gradient, int count) {
    for (int i = 0; i < count; i++) {
      gradient[i] = own[i] >= others[i] ? gradient[i] : 0;
    }
  }

  private interface Tile {
    void compute(float[][] inputs, float[] result, int count);
  }

  private static void tiles(INDArray[] inputs, INDArray result, Tile tile) {
    long length = result.length();
    HostFloats.forEach(
        (length + HostFloats.TILE - 1) / HostFloats.TILE,
        (inputs.length + 1L) * HostFloats.TILE,
        (first, last) -> {
          float[][] values = new float[inputs.length][HostFloats.TILE];
          float[] written = new float[HostFloats.TILE];
          for (long t = first; t < last; t++) {
            long from = t * HostFloats.TILE;
            int count = (int) Math.min(HostFloats.TILE, length - from);
            for (int i = 0; i < inputs.length; i++) {
              floats(inputs[i], from, count).get(values[i], 0, count);
            }
            tile.compute(values, written, count);
            floats(result, from, count).put(written, 0, count);
          }
        },
        HostFloats.withLast(inputs, result));
  }

  private static FloatBuffer floats(INDArray array, long from, int count) {
    return HostFloats.window(array, from, from + count).asFloatBuffer();
  }
}
