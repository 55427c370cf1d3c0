package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Concatenation of maps [N, ..., C] along their channels, its inverse, and sums of channels. */
public final class Channels {

  private Channels() {}

  /** Joins the channels of all parts. */
  public static void join(INDArray[] parts, INDArray whole) {
    joinOrSplit(parts, whole, true);
  }

  /** Inverse of {@link #join}. */
  public static void split(INDArray whole, INDArray[] parts) {
    joinOrSplit(parts, whole, false);
  }

  /** Adds up all pixels of a map. */
  public static void sum(INDArray map, INDArray sums) {
    float[] values = new float[(int) map.size(-1)];
    ChannelSums exact = ChannelSums.of(map);
    for (int c = 0; c < values.length; c++) {
      values[c] = (float) exact.first(c);
    }
    HostFloats.write(values, sums);
  }

  private static void joinOrSplit(INDArray[] parts, INDArray whole, boolean join) {
    int channels = (int) whole.size(-1);
    long pixels = whole.length() / channels;
    int strip = Math.max(1, HostFloats.TILE / channels);
    HostFloats.forEach(
        (pixels + strip - 1) / strip,
        2L * strip * channels,
        (first, last) -> {
          long from = first * strip;
          int total = (int) (Math.min(last * strip, pixels) - from);
          FloatBuffer joined = pixels(whole, from, total);
          FloatBuffer[] buffers = new FloatBuffer[parts.length];
          Arrays.setAll(buffers, i -> pixels(parts[i], from, total));
          float[] all = new float[strip * channels];
          float[] one = new float[strip * channels];
          for (int pixel = 0; pixel < total; pixel += strip) {
            int count = Math.min(strip, total - pixel);
            if (!join) {
              joined.get(pixel * channels, all, 0, count * channels);
            }
            int channel = 0;
            for (int i = 0; i < parts.length; i++) {
              int width = (int) parts[i].size(-1);
              if (join) {
                buffers[i].get(pixel * width, one, 0, count * width);
                for (int p = 0; p < count; p++) {
                  System.arraycopy(one, p * width, all, p * channels + channel, width);
                }
              } else {
                for (int p = 0; p < count; p++) {
                  System.arraycopy(all, p * channels + channel, one, p * width, width);
                }
                buffers[i].put(pixel * width, one, 0, count * width);
              }
              channel += width;
            }
            if (join) {
              joined.put(pixel * channels, all, 0, count * channels);
            }
          }
        },
        HostFloats.withLast(parts, whole));
  }

  private static FloatBuffer pixels(INDArray map, long first, int count) {
    long channels = map.size(-1);
    return HostFloats.window(map, first * channels, (first + count) * channels).asFloatBuffer();
  }
}
