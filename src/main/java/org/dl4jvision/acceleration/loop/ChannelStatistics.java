package org.dl4jvision.acceleration.loop;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Mean and variance of each channel of maps [N, ..., C]. Means are a float near them, which loops
 * subtract from pixels, and a rest: where a mean is large beside the deviation, no digits are lost.
 */
public final class ChannelStatistics {

  /** Pixels whose mean is near enough to that of all. */
  private static final long SAMPLE = 64;

  private final float[] shift;
  private final double[] rest;
  private final double[] variance;

  private ChannelStatistics(float[] shift, double[] rest, double[] variance) {
    this.shift = shift;
    this.rest = rest;
    this.variance = variance;
  }

  /** Computes those of maps; the variance is that of the maps themselves, not an estimate. */
  public static ChannelStatistics of(INDArray map) {
    float[] shift = sampledMean(map);
    ChannelSums sums = ChannelSums.ofPowers(map, shift);
    double pixels = (double) map.length() / shift.length;
    double[] rest = new double[shift.length];
    double[] variance = new double[shift.length];
    for (int c = 0; c < shift.length; c++) {
      rest[c] = sums.first(c) / pixels;
      double spread = sums.second(c) / pixels - rest[c] * rest[c];
      variance[c] = spread < 0 ? 0 : spread; // what is no number stays none
    }
    return new ChannelStatistics(shift, rest, variance);
  }

  /** Takes given ones. */
  public static ChannelStatistics of(float[] mean, double[] variance) {
    return new ChannelStatistics(mean.clone(), new double[mean.length], variance.clone());
  }

  private static float[] sampledMean(INDArray map) {
    int channels = (int) map.size(-1);
    long pixels = map.length() / channels;
    long count = Math.min(pixels, SAMPLE);
    double[] sums = new double[channels];
    float[] pixel = new float[channels];
    for (long i = 0; i < count; i++) {
      long at = i * pixels / count * channels;
      HostFloats.window(map, at, at + channels).asFloatBuffer().get(0, pixel);
      for (int c = 0; c < channels; c++) {
        sums[c] += pixel[c];
      }
    }
    for (int c = 0; c < channels; c++) {
      pixel[c] = (float) (sums[c] / count);
    }
    return pixel;
  }

  /** The mean of a channel. */
  public double mean(int channel) {
    return shift[channel] + rest[channel];
  }

  /** The variance of a channel. */
  public double variance(int channel) {
    return variance[channel];
  }

  /** Floats near the means. */
  float[] shift() {
    return shift;
  }

  /** What the mean is above the shift. */
  double rest(int channel) {
    return rest[channel];
  }
}
