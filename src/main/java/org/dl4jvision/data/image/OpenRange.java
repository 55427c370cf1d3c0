package org.dl4jvision.data.image;

import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

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

  private static final double[] NO_DATA_IN_USE = {
    -9999,
    -99999,
    Short.MIN_VALUE,
    Integer.MIN_VALUE,
    -Float.MAX_VALUE,
    Float.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MAX_VALUE,
    1e20,
    9.969209968386869e36
  };

  /** Stretches the channels of an image together; the argument is overwritten. */
  float[] stretch(double[][] channels) {
    for (double[] samples : channels) {
      prepare(samples);
    }
    double[] range = range(channels);
    float spread = (float) (range[1] - range[0]);
    int area = channels[0].length;
    float[] values = new float[channels.length * area];
    for (int c = 0; c < channels.length; c++) {
      for (int i = 0; i < area; i++) {
        double sample = channels[c][i];
        float share = spread > 0 ? (float) (sample - range[0]) / spread : 0;
        values[c * area + i] = Double.isNaN(sample) ? 0 : whiteIsZero ? 1 - share : share;
      }
    }
    return values;
  }

  /** Makes all samples without data NaN, as far as single samples tell. */
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

  /** The smallest and the largest sample; those that stand apart become NaN. */
  private double[] range(double[][] channels) {
    if (noData.isPresent()) {
      return range(channels, sample -> true);
    }
    double[] range = range(channels, sample -> !isInUse(sample));
    DoublePredicate apart =
        sample ->
            isInUse(sample) && Math.max(range[0] - sample, sample - range[1]) > range[1] - range[0];
    for (double[] samples : channels) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] = apart.test(samples[i]) ? Double.NaN : samples[i];
      }
    }
    return range(channels, sample -> true);
  }

  private static boolean isInUse(double sample) {
    for (double none : NO_DATA_IN_USE) {
      if (is(none, sample)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a sample, which may be a float, is a number that is written with decimal digits. */
  private static boolean is(double number, double sample) {
    return sample == number || sample == (float) number;
  }

  private static double[] range(double[][] channels, DoublePredicate counts) {
    double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double[] samples : channels) {
      for (double sample : samples) {
        if (!Double.isNaN(sample) && counts.test(sample)) {
          range[0] = Math.min(range[0], sample);
          range[1] = Math.max(range[1], sample);
        }
      }
    }
    return range;
  }
}
