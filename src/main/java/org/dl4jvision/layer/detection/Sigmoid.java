package org.dl4jvision.layer.detection;

/** The logistic function and its inverse. */
final class Sigmoid {

  private Sigmoid() {}

  static double of(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Returns the logit: the number whose sigmoid is p, above 0 and below 1. */
  static double inverse(double p) {
    return Math.log(p) - Math.log1p(-p);
  }
}
