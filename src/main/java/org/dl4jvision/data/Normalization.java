package org.dl4jvision.data;

import java.util.Arrays;

/** How pixel values are scaled before they enter a network. */
public enum Normalization {
  /** Pixel values as they are, in [0, 1]. */
  NONE {
    @Override
    public Scaling of(float[] image, int channels) {
      float[] ones = new float[channels];
      Arrays.fill(ones, 1);
      return new Scaling(new float[channels], ones);
    }

    @Override
    public float[] apply(float[] image, int channels) {
      return image;
    }
  },

  /**
   * Zero mean and unit variance for each channel of each image, over the whole image; a constant
   * channel becomes 0.
   */
  PER_IMAGE {
    @Override
    public Scaling of(float[] image, int channels) {
      Scaling scaling = new Scaling(new float[channels], new float[channels]);
      int area = image.length / channels;
      for (int c = 0; c < channels; c++) {
        standardize(image, c * area, (c + 1) * area, scaling, c);
      }
      return scaling;
    }
  };

  /**
   * What an image's values become: (value - shift) * scale, by channel.
   *
   * @param shift one number for each channel
   * @param scale one number for each channel
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Scaling(float[] shift, float[] scale) {}

  /** Below this standard deviation (a hundredth of an 8-bit step) a channel counts as constant. */
  private static final double CONSTANT = 1 / 25500.0;

  /**
   * How an image is scaled.
   *
   * @param image values in [0, 1], channel by channel
   */
  public abstract Scaling of(float[] image, int channels);

  /**
   * Returns scaled pixel values; the argument is not modified.
   *
   * @param image values in [0, 1], channel by channel
   */
  public float[] apply(float[] image, int channels) {
    Scaling scaling = of(image, channels);
    float[] result = new float[image.length];
    int area = image.length / channels;
    for (int c = 0; c < channels; c++) {
      float shift = scaling.shift()[c];
      float scale = scaling.scale()[c];
      for (int i = c * area; i < (c + 1) * area; i++) {
        result[i] = (image[i] - shift) * scale;
      }
    }
    return result;
  }

  private static void standardize(float[] values, int from, int to, Scaling scaling, int channel) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    double mean = sum / (to - from);
    double squares = 0;
    for (int i = from; i < to; i++) {
      double d = values[i] - mean;
      squares += d * d;
    }
    double deviation = Math.sqrt(squares / (to - from));
    scaling.shift()[channel] = (float) mean;
    scaling.scale()[channel] = deviation < CONSTANT ? 0 : (float) (1 / deviation);
  }
}
