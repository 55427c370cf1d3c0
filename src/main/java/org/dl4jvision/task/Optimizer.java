package org.dl4jvision.task;

import java.util.Locale;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/** What makes changes of weights out of gradients. */
public enum Optimizer {
  /** Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015. */
  ADAM(0),
  /** Adam with a weight decay of its own: Loshchilov and Hutter, 2019. */
  ADAMW(0.01),
  /** Stochastic gradient descent with Nesterov's momentum, as Sutskever and others use it, 2013. */
  SGD(0);

  private final double weightDecay;

  Optimizer(double weightDecay) {
    this.weightDecay = weightDecay;
  }

  /** The weight decay where nothing is said. */
  double weightDecay() {
    return weightDecay;
  }

  /** The updater; only that of {@link #SGD} has a momentum. */
  IUpdater updater(double learningRate, double momentum) {
    return this == SGD ? new Nesterovs(learningRate, momentum) : new Adam(learningRate);
  }

  /** As it is written. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
