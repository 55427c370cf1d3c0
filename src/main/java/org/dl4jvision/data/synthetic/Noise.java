package org.dl4jvision.data.synthetic;

import java.util.Random;
import org.dl4jvision.data.Seeds;

/**
 * Smooth noise of about unit variance: random values on a lattice, interpolated smoothly.
 * Immutable.
 */
public final class Noise {

  private final double wavelength;
  private final long seed;

  /**
   * @param random gives the seed
   * @param wavelength distance of the lattice's points
   */
  public Noise(Random random, double wavelength) {
    this.wavelength = wavelength;
    seed = random.nextLong();
  }

  /** The value at a point. */
  public double at(double x, double y) {
    double u = x / wavelength;
    double v = y / wavelength;
    long i = (long) Math.floor(u);
    long j = (long) Math.floor(v);
    double a = smooth(u - i);
    double b = smooth(v - j);
    double top = knot(i, j) * (1 - a) + knot(i + 1, j) * a;
    double bottom = knot(i, j + 1) * (1 - a) + knot(i + 1, j + 1) * a;
    // Knots are uniform in [-1, 1]; interpolation takes about half of the variance.
    return 2.4 * (top * (1 - b) + bottom * b);
  }

  private double knot(long i, long j) {
    return (Seeds.mix(seed, i, j) >> 11) * 0x1p-52;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }
}
