package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Nearest-neighbor enlargement of maps [N, H, W, C] by whole numbers. */
public final class Upsampling {

  private Upsampling() {}

  /** Repeats every pixel {@code height} times downwards and {@code width} times to the right. */
  public static void forward(INDArray input, int height, int width, INDArray output) {
    int channels = (int) input.size(3);
    int narrow = HostFloats.row(input.size(2), channels);
    int wide = HostFloats.row(narrow, width);
    HostFloats.forEach(
        input.size(0) * input.size(1),
        narrow + (long) height * wide,
        (first, last) -> {
          FloatBuffer in = HostFloats.window(input, first * narrow, last * narrow).asFloatBuffer();
          FloatBuffer out =
              HostFloats.window(output, first * height * wide, last * height * wide)
                  .asFloatBuffer();
          float[] row = new float[narrow];
          float[] result = new float[wide];
          for (int r = 0; r < last - first; r++) {
            in.get(r * narrow, row, 0, narrow);
            int to = 0;
            for (int at = 0; at < narrow; at += channels) {
              for (int w = 0; w < width; w++, to += channels) {
                System.arraycopy(row, at, result, to, channels);
              }
            }
            for (int h = 0; h < height; h++) {
              out.put((r * height + h) * wide, result, 0, wide);
            }
          }
        },
        input,
        output);
  }

  /** The sum of every {@code height x width} block. */
  public static void gradient(INDArray epsilon, int height, int width, INDArray result) {
    int channels = (int) result.size(3);
    int narrow = HostFloats.row(result.size(2), channels);
    int wide = HostFloats.row(narrow, width);
    HostFloats.forEach(
        result.size(0) * result.size(1),
        narrow + (long) height * wide,
        (first, last) -> {
          FloatBuffer in =
              HostFloats.window(epsilon, first * height * wide, last * height * wide)
                  .asFloatBuffer();
          FloatBuffer out =
              HostFloats.window(result, first * narrow, last * narrow).asFloatBuffer();
          float[] sum = new float[wide];
          float[] row = new float[wide];
          float[] block = new float[narrow];
          for (int r = 0; r < last - first; r++) {
            in.get(r * height * wide, sum, 0, wide);
            for (int h = 1; h < height; h++) {
              in.get((r * height + h) * wide, row, 0, wide);
              for (int i = 0; i < wide; i++) {
                sum[i] += row[i];
              }
            }
            int from = 0;
            for (int at = 0; at < narrow; at += channels) {
              System.arraycopy(sum, from, block, at, channels);
              from += channels;
              for (int w = 1; w < width; w++, from += channels) {
                for (int c = 0; c < channels; c++) {
                  block[at + c] += sum[from + c];
                }
              }
            }
            out.put(r * narrow, block, 0, narrow);
          }
        },
        epsilon,
        result);
  }
}
