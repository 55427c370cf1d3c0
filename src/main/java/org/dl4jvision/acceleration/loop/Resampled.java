package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.dl4jvision.layer.feature.Resampling;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weighted sums of neighboring pixels of maps [N, H, W, C]. */
public final class Resampled {

  private Resampled() {}

  /** Resamples columns, then rows: a row of the output is made of a few of the input's. */
  public static void write(
      Resampling vertically, Resampling horizontally, INDArray input, INDArray output) {
    int channels = (int) input.size(3);
    int in = HostFloats.row(input.size(2), channels);
    int out = HostFloats.row(output.size(2), channels);
    long height = input.size(1);
    int outputHeight = (int) output.size(1);
    HostFloats.forEach(
        output.size(0) * outputHeight,
        2L * in + out,
        (first, last) -> {
          float[] row = new float[in];
          float[] sum = new float[in];
          float[] result = new float[out];
          for (long r = first; r < last; r++) {
            int o = (int) (r % outputHeight);
            Arrays.fill(sum, 0);
            for (int i = 0; i < vertically.count(o); i++) {
              long from = r / outputHeight * height + vertically.first(o) + i;
              row(input, from, in).get(0, row, 0, in);
              addTo(sum, 0, row, 0, in, (float) vertically.weight(o, i));
            }
            Arrays.fill(result, 0);
            for (int p = 0; p < horizontally.outputs(); p++) {
              for (int i = 0; i < horizontally.count(p); i++) {
                int from = (horizontally.first(p) + i) * channels;
                float weight = (float) horizontally.weight(p, i);
                addTo(result, p * channels, sum, from, channels, weight);
              }
            }
            row(output, r, out).put(0, result, 0, out);
          }
        },
        input,
        output);
  }

  private static void addTo(float[] to, int at, float[] from, int start, int count, float weight) {
    for (int i = 0; i < count; i++) {
      to[at + i] += weight * from[start + i];
    }
  }

  private static FloatBuffer row(INDArray map, long index, int length) {
    return HostFloats.window(map, index * length, (index + 1) * length).asFloatBuffer();
  }
}
