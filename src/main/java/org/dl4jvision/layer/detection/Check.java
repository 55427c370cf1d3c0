package org.dl4jvision.layer.detection;

/** Options as they have to be; every method returns its argument. */
final class Check {

  private Check() {}

  static int atLeast(String name, int value, int least) {
    that(value >= least, name, value, "at least " + least);
    return value;
  }

  static double notNegative(String name, double value) {
    that(value >= 0 && Double.isFinite(value), name, value, "a finite number >= 0");
    return value;
  }

  static double positive(String name, double value) {
    that(value > 0 && Double.isFinite(value), name, value, "a finite number > 0");
    return value;
  }

  static double fraction(String name, double value) {
    that(value >= 0 && value <= 1, name, value, "0 to 1");
    return value;
  }

  static void that(boolean ok, String name, Object value, String allowed) {
    if (!ok) {
      throw new IllegalArgumentException(name + " is " + value + ", allowed: " + allowed);
    }
  }
}
