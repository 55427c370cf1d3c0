package org.dl4jvision.train;

/** A learning rate that falls when validations are no longer better. */
record PlateauRate(double peak, double factor, int patience) implements LearningRate {

  @Override
  public double at(double progress) {
    return at(progress, ValidationHistory.NONE);
  }

  @Override
  public double at(double progress, ValidationHistory validations) {
    return peak * Math.pow(factor, validations.plateaus(patience));
  }
}
