package org.dl4jvision.data;

import java.util.Arrays;
import java.util.function.Consumer;

/** How pixel values are scaled before they enter a network. */
public enum Normalization {
  /** Pixel values as they are, in [0, 1]. */
  NONE {
    @Override
    public Scaling of(Strips image, int channels) {
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
   * By the means and standard deviations of ImageNet's colors, which published weights expect; gray
   * images by the mean of the three.
   */
  IMAGENET {
    @Override
    public Scaling of(Strips image, int channels) {
      boolean color = channels == MEANS.length;
      Scaling scaling = new Scaling(new float[channels], new float[channels]);
      for (int c = 0; c < channels; c++) {
        scaling.shift()[c] = color ? MEANS[c] : GRAY_MEAN;
        scaling.scale()[c] = 1 / (color ? DEVIATIONS[c] : GRAY_DEVIATION);
      }
      return scaling;
    }
  },

  /**
   * Zero mean and unit variance for each channel of each image, over the whole image; a constant
   * channel becomes 0.
   */
  PER_IMAGE {
    @Override
    public Scaling of(Strips image, int channels) {
      double[] means = means(image, new double[channels], false);
      double[] variances = means(image, means, true);
      Scaling scaling = new Scaling(new float[channels], new float[channels]);
      for (int c = 0; c < channels; c++) {
        double deviation = Math.sqrt(variances[c]);
        scaling.shift()[c] = (float) means[c];
        scaling.scale()[c] = deviation < CONSTANT ? 0 : (float) (1 / deviation);
      }
      return scaling;
    }
  };

  /** The values of an image, part by part: an image may be larger than an array can be. */
  @FunctionalInterface
  public interface Strips {
    /**
     * Gives all values in order.
     *
     * @param strip takes the values of the next rows, in [0, 1], channel by channel
     */
    void forEach(Consumer<float[]> strip);
  }

  /**
   * What an image's values become: (value - shift) * scale, by channel.
   *
   * @param shift one number for each channel
   * @param scale one number for each channel
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Scaling(float[] shift, float[] scale) {

    /**
     * Returns scaled pixel values; the argument is not modified.
     *
     * @param image values in [0, 1], channel by channel, all of an image or a part of it
     */
    public float[] apply(float[] image) {
      float[] result = new float[image.length];
      int area = image.length / shift.length;
      for (int c = 0; c < shift.length; c++) {
        float from = shift[c];
        float factor = scale[c];
        for (int i = c * area; i < (c + 1) * area; i++) {
          result[i] = (image[i] - from) * factor;
        }
      }
      return result;
    }
  }

  private static final float[] MEANS = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATIONS = {0.229f, 0.224f, 0.225f};
  private static final float GRAY_MEAN = 0.449f;
  private static final float GRAY_DEVIATION = 0.226f;

  /** Below this standard deviation (a hundredth of an 8-bit step) a channel counts as constant. */
  private static final double CONSTANT = 1 / 25500.0;

  /** How an image is scaled; its values are gone through once or twice, or not at all. */
  public abstract Scaling of(Strips image, int channels);

  /**
   * How an image is scaled.
   *
   * @param image values in [0, 1], channel by channel
   */
  public Scaling of(float[] image, int channels) {
    return of(strip -> strip.accept(image), channels);
  }

  /**
   * Returns scaled pixel values; the argument is not modified.
   *
   * @param image values in [0, 1], channel by channel
   */
  public float[] apply(float[] image, int channels) {
    return of(image, channels).apply(image);
  }

  /**
   * The mean, by channel, of the distances to a center, or of their squares. Values are added up in
   * their order, so that it makes no difference how an image is divided.
   */
  private static double[] means(Strips image, double[] center, boolean squared) {
    int channels = center.length;
    double[] sums = new double[channels];
    long[] area = {0};
    image.forEach(
        values -> {
          int length = values.length / channels;
          area[0] += length;
          for (int c = 0; c < channels; c++) {
            double sum = sums[c];
            for (int i = c * length; i < (c + 1) * length; i++) {
              double d = values[i] - center[c];
              sum += squared ? d * d : d;
            }
            sums[c] = sum;
          }
        });
    return Arrays.stream(sums).map(sum -> sum / area[0]).toArray();
  }
}
