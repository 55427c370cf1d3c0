package org.dl4jvision.data.synthetic;

import java.util.Random;

/** Arithmetic that all drawing needs. */
final class Arithmetic {

  private Arithmetic() {}

  /** A random number between two. */
  static double uniform(Random random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  static double square(double value) {
    return value * value;
  }
}
