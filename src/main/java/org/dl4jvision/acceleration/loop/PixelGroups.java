package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Maps of 2x2 blocks of pixels in the order in which one convolution gives them.
 *
 * <p>A map [N, H + 1, W + 1, 4C] holds every 2x2 block of another one, [N, 2H, 2W, C], as four
 * groups of channels. Block (i, j) of the other map gives its pixel (a, b) from pixel (i + a, j +
 * b), group 2a + b.
 */
public final class PixelGroups {

  private PixelGroups() {}

  /**
   * Writes the map that groups hold.
   *
   * @param groups [N, H + 1, W + 1, 4C]
   * @param map [N, 2H, 2W, C]
   */
  public static void toMap(INDArray groups, INDArray map) {
    int channels = (int) map.size(3);
    long height = map.size(1);
    int width = HostFloats.row(map.size(2), channels);
    int wide = HostFloats.row(groups.size(2), 4L * channels);
    HostFloats.forEach(
        map.size(0) * height,
        (long) width + wide,
        (first, last) -> {
          float[] from = new float[wide];
          float[] to = new float[width];
          FloatBuffer out = HostFloats.window(map, first * width, last * width).asFloatBuffer();
          for (long r = first; r < last; r++) {
            int a = (int) (r % height % 2);
            long source = r / height * (height / 2 + 1) + r % height / 2 + a;
            HostFloats.window(groups, source * wide, (source + 1) * wide)
                .asFloatBuffer()
                .get(0, from, 0, wide);
            for (int j = 0, at = 0; at < width; j++, at += 2 * channels) {
              System.arraycopy(from, (4 * j + 2 * a) * channels, to, at, channels);
              System.arraycopy(
                  from, (4 * (j + 1) + 2 * a + 1) * channels, to, at + channels, channels);
            }
            out.put((int) (r - first) * width, to, 0, width);
          }
        },
        groups,
        map);
  }

  /** Inverse of {@link #toMap}; what belongs to no pixel becomes 0. */
  public static void fromMap(INDArray map, INDArray groups) {
    int channels = (int) map.size(3);
    long height = map.size(1);
    int width = HostFloats.row(map.size(2), channels);
    long rows = groups.size(1);
    int wide = HostFloats.row(groups.size(2), 4L * channels);
    HostFloats.forEach(
        map.size(0) * rows,
        2L * width + wide,
        (first, last) -> {
          float[] upper = new float[width];
          float[] lower = new float[width];
          float[] to = new float[wide];
          FloatBuffer out = HostFloats.window(groups, first * wide, last * wide).asFloatBuffer();
          for (long r = first; r < last; r++) {
            long row = r % rows;
            long source = r / rows * height + 2 * row;
            readRow(map, source, row < rows - 1, width, lower);
            readRow(map, source - 1, row > 0, width, upper);
            for (int at = 0, j = 0; at < wide; at += 4 * channels, j += 2 * channels) {
              takePixel(lower, j, to, at, channels);
              takePixel(lower, j - channels, to, at + channels, channels);
              takePixel(upper, j, to, at + 2 * channels, channels);
              takePixel(upper, j - channels, to, at + 3 * channels, channels);
            }
            out.put((int) (r - first) * wide, to, 0, wide);
          }
        },
        map,
        groups);
  }

  private static void readRow(INDArray map, long row, boolean inside, int width, float[] to) {
    if (inside) {
      HostFloats.window(map, row * width, (row + 1) * width).asFloatBuffer().get(0, to, 0, width);
    } else {
      Arrays.fill(to, 0);
    }
  }

  private static void takePixel(float[] row, int from, float[] to, int at, int channels) {
    if (from >= 0 && from < row.length) {
      System.arraycopy(row, from, to, at, channels);
    } else {
      Arrays.fill(to, at, at + channels, 0);
    }
  }
}
