package org.dl4jvision.train;

/** A learning rate that rises from a tenth of its peak before another begins. */
record WarmedRate(double peak, double share, LearningRate then) implements LearningRate {

  private static final double FIRST = 0.1;

  @Override
  public double at(double progress) {
    return at(progress, ValidationHistory.NONE);
  }

  @Override
  public double at(double progress, ValidationHistory validations) {
    return progress < share
        ? peak * (FIRST + (1 - FIRST) * progress / share)
        : then.at(Math.min(1, (progress - share) / (1 - share)), validations);
  }
}
