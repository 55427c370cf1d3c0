package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Normalization of maps [N, ..., C] of any rank, channel by channel, and its gradient. What is
 * added up over pixels is added in double, so that errors do not grow with them.
 */
public final class Normalization {

  private Normalization() {}

  /**
   * What learns.
   *
   * @param gamma scale of each channel
   * @param beta shift of each channel
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Affine(float[] gamma, float[] beta) {}

  /**
   * Gradients by what learns.
   *
   * @param gamma by the scale of each channel
   * @param beta by the shift of each channel
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Gradients(float[] gamma, float[] beta) {}

  /** Writes the normalized maps. */
  public static void forward(
      INDArray x, ChannelStatistics statistics, double eps, Affine affine, INDArray y) {
    int channels = affine.gamma.length;
    float[] scale = new float[channels];
    float[] offset = new float[channels];
    for (int c = 0; c < channels; c++) {
      double a = affine.gamma[c] / Math.sqrt(statistics.variance(c) + eps);
      scale[c] = (float) a;
      offset[c] = (float) (affine.beta[c] - statistics.rest(c) * a);
    }
    write(x, null, new float[][] {statistics.shift(), scale, offset, null}, y);
  }

  /**
   * Writes the gradient by {@code x} and returns those by what learns.
   *
   * @param statistics those that {@link #forward} took
   * @param ofBatch whether they are the batch's own; with others the gradient is DL4J's, which goes
   *     through them as if they were
   * @param dy the gradient by the output
   */
  public static Gradients backward(
      INDArray x,
      ChannelStatistics statistics,
      boolean ofBatch,
      double eps,
      float[] gamma,
      INDArray dy,
      INDArray dx) {
    int channels = gamma.length;
    double pixels = (double) x.length() / channels;
    ChannelSums sums = ChannelSums.ofProducts(x, statistics.shift(), dy);
    ChannelStatistics own = ofBatch ? statistics : ChannelStatistics.of(x);
    Gradients gradients = new Gradients(new float[channels], new float[channels]);
    float[] scale = new float[channels];
    float[] slope = new float[channels];
    float[] offset = new float[channels];
    for (int c = 0; c < channels; c++) {
      double sum = sums.first(c);
      double product = sums.second(c) - statistics.rest(c) * sum;
      double deviation = Math.sqrt(statistics.variance(c) + eps);
      double b = -product / (deviation * deviation * pixels);
      double distance = ofBatch ? 0 : own.mean(c) - statistics.mean(c);
      gradients.gamma[c] = (float) (product / deviation);
      gradients.beta[c] = (float) sum;
      scale[c] = (float) (gamma[c] / deviation);
      slope[c] = (float) b;
      offset[c] = (float) (-sum / pixels - b * (statistics.rest(c) + distance));
    }
    write(x, dy, new float[][] {statistics.shift(), slope, offset, scale}, dx);
    return gradients;
  }

  /** The gradient by the input where the statistics do not depend on it. */
  public static void backwardFixed(
      ChannelStatistics statistics, double eps, float[] gamma, INDArray dy, INDArray dx) {
    float[] scale = new float[gamma.length];
    for (int c = 0; c < scale.length; c++) {
      scale[c] = (float) (gamma[c] / Math.sqrt(statistics.variance(c) + eps));
    }
    float[] zero = new float[scale.length];
    write(dy, null, new float[][] {zero, scale, zero}, dx);
  }

  /**
   * Writes (x - shift) * slope + offset; if there is a map y, adds it and multiplies by the scale.
   *
   * @param terms shift, slope, offset and scale of each channel
   */
  private static void write(INDArray x, INDArray y, float[][] terms, INDArray to) {
    PixelStrips strips = PixelStrips.of(x);
    float[] shift = strips.repeated(terms[0]);
    float[] slope = strips.repeated(terms[1]);
    float[] offset = strips.repeated(terms[2]);
    float[] scale = y == null ? null : strips.repeated(terms[3]);
    int length = Math.max(1, HostFloats.TILE / strips.channels());
    long pixels = x.length() / strips.channels();
    HostFloats.forEach(
        (pixels + length - 1) / length,
        2L * length * strips.channels(),
        (first, last) -> {
          long from = first * length;
          long end = Math.min(pixels, last * length);
          FloatBuffer in = strips.pixels(x, from, end);
          FloatBuffer out = strips.pixels(to, from, end);
          FloatBuffer other = y == null ? null : strips.pixels(y, from, end);
          float[] strip = new float[strips.width()];
          float[] added = new float[strips.width()];
          for (int at = 0; at < in.limit(); at += strip.length) {
            int count = Math.min(strip.length, in.limit() - at);
            in.get(at, strip, 0, count);
            line(strip, count, shift, slope, offset);
            if (y != null) {
              other.get(at, added, 0, count);
              addAndScale(strip, added, count, scale);
            }
            out.put(at, strip, 0, count);
          }
        },
        x,
        y,
        to);
  }

  private static void line(float[] x, int count, float[] shift, float[] slope, float[] offset) {
    for (int i = 0; i < count; i++) {
      x[i] = (x[i] - shift[i]) * slope[i] + offset[i];
    }
  }

  private static void addAndScale(float[] sum, float[] y, int count, float[] scale) {
    for (int i = 0; i < count; i++) {
      sum[i] = (sum[i] + y[i]) * scale[i];
    }
  }
}
