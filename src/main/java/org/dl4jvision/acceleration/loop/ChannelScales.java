package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Maps [N, H, W, C] times a number for each example and channel, as dense arrays whose numbers are
 * those of [N, C].
 */
public final class ChannelScales {

  private ChannelScales() {}

  /** Writes the map times the scales. */
  public static void multiply(INDArray map, INDArray scales, INDArray result) {
    int channels = (int) map.size(3);
    int row = HostFloats.row(map.size(2), channels);
    long height = map.size(1);
    HostFloats.forEach(
        map.size(0) * height,
        2L * row,
        (first, last) -> {
          float[] values = new float[row];
          float[] scale = new float[channels];
          for (long r = first; r < last; r++) {
            row(scales, r / height, channels).get(0, scale, 0, channels);
            row(map, r, row).get(0, values, 0, row);
            for (int at = 0; at < row; at += channels) {
              for (int c = 0; c < channels; c++) {
                values[at + c] *= scale[c];
              }
            }
            row(result, r, row).put(0, values, 0, row);
          }
        },
        map,
        scales,
        result);
  }

  /** The gradient by the scales: the sums over all pixels of the map times the gradient. */
  public static void gradient(INDArray map, INDArray epsilon, INDArray result) {
    int channels = (int) map.size(3);
    int row = HostFloats.row(map.size(2), channels);
    long height = map.size(1);
    HostFloats.forEach(
        map.size(0),
        2 * height * row,
        (first, last) -> {
          float[] values = new float[row];
          float[] by = new float[row];
          for (long n = first; n < last; n++) {
            double[] sums = new double[channels];
            for (long r = n * height; r < (n + 1) * height; r++) {
              row(map, r, row).get(0, values, 0, row);
              row(epsilon, r, row).get(0, by, 0, row);
              for (int at = 0; at < row; at += channels) {
                for (int c = 0; c < channels; c++) {
                  sums[c] += (double) values[at + c] * by[at + c];
                }
              }
            }
            float[] rounded = new float[channels];
            for (int c = 0; c < channels; c++) {
              rounded[c] = (float) sums[c];
            }
            row(result, n, channels).put(0, rounded, 0, channels);
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
