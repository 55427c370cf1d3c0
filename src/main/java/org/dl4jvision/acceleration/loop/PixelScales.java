package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Maps [N, H, W, C] times a number for each pixel, [N, H, W, 1]. */
public final class PixelScales {

  private PixelScales() {}

  /** Writes the map times the scales. */
  public static void multiply(INDArray map, INDArray scales, INDArray result) {
    int channels = (int) map.size(3);
    int width = (int) map.size(2);
    int row = HostFloats.row(width, channels);
    HostFloats.forEach(
        map.size(0) * map.size(1),
        2L * row,
        (first, last) -> {
          float[] values = new float[row];
          float[] scale = new float[width];
          for (long r = first; r < last; r++) {
            row(scales, r, width).get(0, scale, 0, width);
            row(map, r, row).get(0, values, 0, row);
            for (int x = 0; x < width; x++) {
              for (int at = x * channels; at < (x + 1) * channels; at++) {
                values[at] *= scale[x];
              }
            }
            row(result, r, row).put(0, values, 0, row);
          }
        },
        map,
        scales,
        result);
  }

  /** The gradient by the scales: the sums over all channels of the map times the gradient. */
  public static void gradient(INDArray map, INDArray epsilon, INDArray result) {
    int channels = (int) map.size(3);
    int width = (int) map.size(2);
    int row = HostFloats.row(width, channels);
    HostFloats.forEach(
        map.size(0) * map.size(1),
        2L * row,
        (first, last) -> {
          float[] values = new float[row];
          float[] by = new float[row];
          float[] sums = new float[width];
          for (long r = first; r < last; r++) {
            row(map, r, row).get(0, values, 0, row);
            row(epsilon, r, row).get(0, by, 0, row);
            for (int x = 0; x < width; x++) {
              float sum = 0;
              for (int at = x * channels; at < (x + 1) * channels; at++) {
                sum += values[at] * by[at];
              }
              sums[x] = sum;
            }
            row(result, r, width).put(0, sums, 0, width);
          }
        },
        map,
        epsilon,
        result);
  }

  private static FloatBuffer row(INDArray map, long index, int length) {
    return HostFloats.window(map, index * length, (index + 1) * length).asFloatBuffer();
  }
}
