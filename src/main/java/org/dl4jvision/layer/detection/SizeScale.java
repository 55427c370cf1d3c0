package org.dl4jvision.layer.detection;

/**
 * The sizes that a network's numbers stand for: exp(x), as in all published heads, but growing only
 * linearly from x = 4, so that no number is ever too large to be a size or to be learned from.
 */
final class SizeScale {

  private static final double LIMIT = 4;
  private static final double AT_LIMIT = Math.exp(LIMIT);

  private SizeScale() {}

  static double size(double x) {
    return x < LIMIT ? Math.exp(x) : AT_LIMIT * (1 + x - LIMIT);
  }

  static double derivative(double x) {
    return x < LIMIT ? Math.exp(x) : AT_LIMIT;
  }

  /** The number that stands for a size > 0. */
  static double inverse(double size) {
    return size < AT_LIMIT ? Math.log(size) : size / AT_LIMIT - 1 + LIMIT;
  }
}
