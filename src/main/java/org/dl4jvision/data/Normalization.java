package org.dl4jvision.data;

/** How pixel values are scaled before they enter a network. */
public enum Normalization {
  /** Pixel values as they are, in [0, 1]. */
  NONE {
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
    public float[] apply(float[] image, int channels) {
      int area = image.length / channels;
      float[] result = image.clone();
      for (int c = 0; c < channels; c++) {
        standardize(result, c * area, (c + 1) * area);
      }
      return result;
    }
  };

  /** Below this standard deviation (a hundredth of an 8-bit step) a channel counts as constant. */
  private static final double CONSTANT = 1 / 25500.0;

  /**
   * Returns scaled pixel values; the argument is not modified.
   *
   * @param image values in [0, 1], channel by channel
   */
  public abstract float[] apply(float[] image, int channels);

  /** Returns the sample with scaled pixels and the same labels; the argument is not modified. */
  public SegmentationSample apply(SegmentationSample sample) {
    return new SegmentationSample(
        sample.name(),
        sample.channels(),
        sample.height(),
        sample.width(),
        apply(sample.image(), sample.channels()),
        sample.labels());
  }

  private static void standardize(float[] values, int from, int to) {
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
    double scale = deviation < CONSTANT ? 0 : 1 / deviation;
    for (int i = from; i < to; i++) {
      values[i] = (float) ((values[i] - mean) * scale);
    }
  }
}
