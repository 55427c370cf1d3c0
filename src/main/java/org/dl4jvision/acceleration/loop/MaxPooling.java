package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The maximum of 2x2 blocks of maps [N, H, W, C] that do not overlap. */
public final class MaxPooling {

  private MaxPooling() {}

  /** Writes the maximum of every 2x2 block; height and width must be even. */
  public static void forward(INDArray input, INDArray output) {
    int channels = (int) input.size(3);
    int half = HostFloats.row(output.size(2), channels);
    int full = 2 * half;
    HostFloats.forEach(
        output.size(0) * output.size(1),
        5L * half,
        (first, last) -> {
          FloatBuffer in =
              HostFloats.window(input, first * 2 * full, last * 2 * full).asFloatBuffer();
          FloatBuffer out = HostFloats.window(output, first * half, last * half).asFloatBuffer();
          float[] rows = new float[2 * full];
          float[] row = new float[full];
          float[] result = new float[half];
          for (int r = 0; r < last - first; r++) {
            in.get(r * 2 * full, rows, 0, 2 * full);
            for (int i = 0; i < full; i++) {
              row[i] = Math.max(rows[i], rows[full + i]);
            }
            for (int at = 0; at < half; at += channels) {
              for (int c = at; c < at + channels; c++) {
                result[c] = Math.max(row[at + c], row[at + channels + c]);
              }
            }
            out.put(r * half, result, 0, half);
          }
        },
        input,
        output);
  }

  /** The gradient goes to the maximum of its block, of equals to the first one by rows. */
  public static void gradient(INDArray input, INDArray epsilon, INDArray result) {
    int channels = (int) input.size(3);
    int half = HostFloats.row(epsilon.size(2), channels);
    int full = 2 * half;
    HostFloats.forEach(
        epsilon.size(0) * epsilon.size(1),
        9L * half,
        (first, last) -> {
          FloatBuffer x =
              HostFloats.window(input, first * 2 * full, last * 2 * full).asFloatBuffer();
          FloatBuffer in = HostFloats.window(epsilon, first * half, last * half).asFloatBuffer();
          FloatBuffer out =
              HostFloats.window(result, first * 2 * full, last * 2 * full).asFloatBuffer();
          float[] rows = new float[2 * full];
          float[] gradient = new float[half];
          float[] blocks = new float[2 * full];
          for (int r = 0; r < last - first; r++) {
            x.get(r * 2 * full, rows, 0, 2 * full);
            in.get(r * half, gradient, 0, half);
            for (int at = 0; at < half; at += channels) {
              for (int c = at; c < at + channels; c++) {
                toMaximum(rows, blocks, gradient[c], at + c, channels, full);
              }
            }
            out.put(r * 2 * full, blocks, 0, 2 * full);
          }
        },
        input,
        epsilon,
        result);
  }

  /** One block; its values lie at {@code at}, a pixel and a row further. */
  private static void toMaximum(
      float[] rows, float[] blocks, float gradient, int at, int pixel, int row) {
    float a = rows[at];
    float b = rows[at + pixel];
    float c = rows[at + row];
    float d = rows[at + row + pixel];
    // This works on the bits: branches on which of them is the largest are predicted wrong.
    int lower = ifNegative(Math.max(a, b) - Math.max(c, d));
    int right = ifNegative(a - b);
    int lowerRight = ifNegative(c - d);
    int bits = Float.floatToRawIntBits(gradient);
    int up = bits & ~lower;
    int down = bits & lower;
    blocks[at] = Float.intBitsToFloat(up & ~right);
    blocks[at + pixel] = Float.intBitsToFloat(up & right);
    blocks[at + row] = Float.intBitsToFloat(down & ~lowerRight);
    blocks[at + row + pixel] = Float.intBitsToFloat(down & lowerRight);
  }

  /** Returns all bits if the number has its sign set, else none. */
  private static int ifNegative(float number) {
    return Float.floatToRawIntBits(number) >> 31;
  }
}
