package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Strips of some pixels of maps [N, ..., C], so that a loop over a strip is long enough for vector
 * instructions, which the compiler enters late, however few channels there are.
 *
 * @param channels of a pixel
 * @param width numbers of a strip
 */
record PixelStrips(int channels, int width) {

  private static final int SHORT = 1 << 10;

  static PixelStrips of(INDArray map) {
    int channels = (int) map.size(-1);
    return new PixelStrips(channels, channels * Math.max(1, SHORT / channels));
  }

  /** A number of each channel, for each number of a strip. */
  float[] repeated(float[] ofChannels) {
    float[] strip = new float[width];
    for (int i = 0; i < width; i++) {
      strip[i] = ofChannels[i % channels];
    }
    return strip;
  }

  /** Pixels {@code from} (inclusive) to {@code to} (exclusive) of a map. */
  FloatBuffer pixels(INDArray map, long from, long to) {
    return HostFloats.window(map, from * channels, to * channels).asFloatBuffer();
  }
}
