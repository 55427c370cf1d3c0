package org.dl4jvision.data.image;

import java.util.OptionalDouble;

/**
 * Samples that may be any numbers, such as heights or temperatures: real numbers, those of 32 bits
 * and signed ones. They are stretched from the smallest to the largest that occurs in the image to
 * [0, 1].
 *
 * <p>Pixels without data do not take part and become 0. They hold NaN, an infinite number, the
 * number that the file says ({@code GDAL_NODATA}) or, where it says none, one of those in use, if
 * it is farther from all others than these are from each other.
 *
 * @param numbers what decoded samples stand for
 * @param whiteIsZero whether the smallest is to become 1
 * @param noData what the file says pixels without data hold
 */
public record OpenRange(Numbers numbers, boolean whiteIsZero, OptionalDouble noData) {

  /** What decoded samples stand for. */
  enum Numbers {
    /** For themselves. */
    AS_DECODED {
      @Override
      double of(double sample) {
        return sample;
      }
    },
    /** Integers, of which negative ones stand for the upper half of the range of 32 bits. */
    UNSIGNED_INT {
      @Override
      double of(double sample) {
        return sample < 0 ? sample + 0x1p32 : sample;
      }
    },
    /** Bytes, the upper half of whose range stands for negative numbers. */
    SIGNED_BYTE {
      @Override
      double of(double sample) {
        return (byte) sample;
      }
    };

    /** The number that a sample stands for. */
    abstract double of(double sample);
  }

  /**
   * Stretches channels of an image together; the argument is overwritten.
   *
   * @param extent of the whole image
   */
  float[] stretch(double[][] channels, Extent extent) {
    prepare(channels);
    double smallest = extent.smallest();
    float spread = (float) (extent.largest() - smallest);
    int area = channels[0].length;
    float[] values = new float[channels.length * area];
    for (int c = 0; c < channels.length; c++) {
      for (int i = 0; i < area; i++) {
        double sample = channels[c][i];
        boolean none = Double.isNaN(sample) || extent.isApart(sample);
        float share = spread > 0 ? (float) (sample - smallest) / spread : 0;
        values[c * area + i] = none ? 0 : whiteIsZero ? 1 - share : share;
      }
    }
    return values;
  }

  /** Makes all samples numbers, and those without data NaN, as far as single samples tell. */
  void prepare(double[][] channels) {
    for (double[] samples : channels) {
      prepare(samples);
    }
  }

  private void prepare(double[] samples) {
    decode(samples);
    double none = noData.orElse(Double.NaN);
    for (int i = 0; i < samples.length; i++) {
      double sample = samples[i];
      samples[i] = Double.isInfinite(sample) || is(none, sample) ? Double.NaN : sample;
    }
  }

  /** Replaces samples by the numbers that they stand for. */
  void decode(double[] samples) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = numbers.of(samples[i]);
    }
  }

  /** Whether a sample, which may be a float, is a number that is written with decimal digits. */
  static boolean is(double number, double sample) {
    return sample == number || sample == (float) number;
  }
}
