package org.dl4jvision.task;

import java.util.Locale;
import org.dl4jvision.train.LearningRate;

/** How the learning rate goes over a training. */
public enum Schedule {
  /** Half a cosine, to a hundredth. */
  COSINE,
  /** Up and down along half cosines: it has a warm-up of its own, which is longer. */
  ONE_CYCLE,
  /** The share of the training that is left, to the power of 0.9. */
  POLYNOMIAL,
  /** To a tenth after two thirds, to a hundredth after eleven twelfths. */
  STEP,
  /** To a tenth whenever validations are no longer better. */
  PLATEAU,
  /** The same throughout. */
  CONSTANT;

  private static final double POWER = 0.9;
  private static final double FALL = 0.1;

  /** The warm-up where nothing is said, a share of the training. */
  double warmUp() {
    return this == ONE_CYCLE ? 0.3 : 0.05;
  }

  /**
   * The learning rate.
   *
   * @param patience of {@link #PLATEAU}, in validations
   */
  LearningRate rate(double peak, double warmUp, int patience) {
    return switch (this) {
      case COSINE -> LearningRate.cosine(peak, warmUp);
      case ONE_CYCLE -> LearningRate.oneCycle(peak, warmUp);
      case POLYNOMIAL -> LearningRate.warmUp(peak, warmUp, LearningRate.polynomial(peak, POWER));
      case STEP -> LearningRate.warmUp(peak, warmUp, LearningRate.steps(peak));
      case PLATEAU -> LearningRate.warmUp(peak, warmUp, LearningRate.plateau(peak, FALL, patience));
      case CONSTANT -> LearningRate.warmUp(peak, warmUp, LearningRate.constant(peak));
    };
  }

  /** As it is written: {@code one-cycle}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
