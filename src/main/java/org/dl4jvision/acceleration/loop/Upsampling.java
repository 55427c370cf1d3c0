package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Nearest-neighbor enlargement of maps [N, H, W, C] or volumes [N, D, H, W, C] by whole numbers.
 */
public final class Upsampling {

  private Upsampling() {}

  /**
   * Where rows go.
   *
   * @param channels of a pixel
   * @param narrow numbers of a row of the small map
   * @param wide numbers of a row of the large one
   * @param rows of the small map
   * @param times how often slices, rows and columns are repeated
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Rows(int channels, int narrow, int wide, long rows, int... times) {

    static Rows of(INDArray small, int[] times) {
      int last = times.length - 1;
      int channels = (int) small.size(-1);
      int narrow = HostFloats.row(small.size(-2), channels);
      int wide = HostFloats.row(narrow, times[last]);
      int slices = last == 1 ? 1 : times[0];
      return new Rows(channels, narrow, wide, small.size(-3), slices, times[last - 1], times[last]);
    }

    /** The first of the rows of the large map that a row of the small one becomes, in a slice. */
    long first(long row, int slice) {
      return ((row / rows * times[0] + slice) * rows + row % rows) * times[1];
    }

    /** Calls a work for each row of the small map. */
    void forEach(INDArray small, HostFloats.Work work, INDArray large) {
      HostFloats.forEach(
          small.length() / narrow, narrow + (long) times[0] * times[1] * wide, work, small, large);
    }

    FloatBuffer small(INDArray map, long row) {
      return HostFloats.window(map, row * narrow, (row + 1) * narrow).asFloatBuffer();
    }

    /** All rows of a slice that one row becomes. */
    FloatBuffer large(INDArray map, long row, int slice) {
      long at = first(row, slice);
      return HostFloats.window(map, at * wide, (at + times[1]) * wide).asFloatBuffer();
    }
  }

  /**
   * Repeats every pixel.
   *
   * @param times how often downwards and to the right; of volumes how often into the depth, first
   */
  public static void forward(INDArray input, int[] times, INDArray output) {
    Rows rows = Rows.of(input, times);
    int channels = rows.channels;
    rows.forEach(
        input,
        (first, last) -> {
          float[] row = new float[rows.narrow];
          float[] result = new float[rows.wide];
          for (long r = first; r < last; r++) {
            rows.small(input, r).get(0, row);
            int to = 0;
            for (int at = 0; at < rows.narrow; at += channels) {
              for (int w = 0; w < rows.times[2]; w++, to += channels) {
                System.arraycopy(row, at, result, to, channels);
              }
            }
            for (int slice = 0; slice < rows.times[0]; slice++) {
              FloatBuffer out = rows.large(output, r, slice);
              for (int h = 0; h < rows.times[1]; h++) {
                out.put(h * rows.wide, result);
              }
            }
          }
        },
        output);
  }

  /** The sum of every block of pixels that {@link #forward} makes of one. */
  public static void gradient(INDArray epsilon, int[] times, INDArray result) {
    Rows rows = Rows.of(result, times);
    rows.forEach(
        result,
        (first, last) -> {
          float[] sum = new float[rows.wide];
          float[] row = new float[rows.wide];
          float[] block = new float[rows.narrow];
          for (long r = first; r < last; r++) {
            rows.large(epsilon, r, 0).get(0, sum);
            for (int other = 1; other < rows.times[0] * rows.times[1]; other++) {
              rows.large(epsilon, r, other / rows.times[1])
                  .get(other % rows.times[1] * rows.wide, row);
              for (int i = 0; i < rows.wide; i++) {
                sum[i] += row[i];
              }
            }
            addPixels(sum, rows, block);
            rows.small(result, r).put(0, block);
          }
        },
        epsilon);
  }

  private static void addPixels(float[] sum, Rows rows, float[] block) {
    int channels = rows.channels;
    int from = 0;
    for (int at = 0; at < rows.narrow; at += channels) {
      System.arraycopy(sum, from, block, at, channels);
      from += channels;
      for (int w = 1; w < rows.times[2]; w++, from += channels) {
        for (int c = 0; c < channels; c++) {
          block[at + c] += sum[from + c];
        }
      }
    }
  }
}
