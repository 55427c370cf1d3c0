package org.dl4jvision.train;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Learning rate over a whole training. It depends on how much of the training is done, not on an
 * iteration count as DL4J's schedules do, so that it also fits trainings limited by time.
 */
@FunctionalInterface
public interface LearningRate {

  /**
   * Learning rate of the next update.
   *
   * @param progress share of the training that is done, in [0, 1)
   */
  double at(double progress);

  /**
   * Learning rate of the next update, where it depends on validations; by default it does not.
   *
   * @param validations so far
   */
  default double at(double progress, ValidationHistory validations) {
    return at(progress);
  }

  /** The same rate throughout. */
  static LearningRate constant(double rate) {
    return progress -> rate;
  }

  /**
   * Rises linearly from a tenth of the peak to the peak over the first {@code share} of the
   * training; the rest of it is the whole of another schedule.
   *
   * @param share in [0, 1)
   */
  static LearningRate warmUp(double peak, double share, LearningRate then) {
    return new WarmedRate(peak, share, then);
  }

  /**
   * Rises linearly to the peak over the first {@code warmup} of the training, then falls to a
   * hundredth of it along half a cosine (Loshchilov and Hutter, "SGDR", 2017).
   *
   * @param peak highest rate, &gt; 0
   * @param warmup share of the training, in [0, 1)
   */
  static LearningRate cosine(double peak, double warmup) {
    return warmUp(
        peak, warmup, progress -> peak * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * progress))));
  }

  /**
   * Rises from a 25th of the peak to the peak along half a cosine, then falls along another to a
   * 250,000th (Smith and Topin, "Super-Convergence", 2018, with the numbers of PyTorch's {@code
   * OneCycleLR}; the momentum stays).
   *
   * @param peak highest rate, &gt; 0
   * @param rise share of the training, in [0, 1)
   */
  static LearningRate oneCycle(double peak, double rise) {
    double first = peak / 25;
    double last = first / 10_000;
    return progress -> {
      boolean rises = progress < rise;
      double part = rises ? progress / rise : Math.min(1, (progress - rise) / (1 - rise));
      double done = 0.5 * (1 - Math.cos(Math.PI * part));
      return rises ? first + (peak - first) * done : peak + (last - peak) * done;
    };
  }

  /**
   * Falls to 0 as a power of what is left of the training (Chen and others, "DeepLab", 2017, with a
   * power of 0.9, as nnU-Net does).
   */
  static LearningRate polynomial(double peak, double power) {
    return progress -> peak * Math.pow(1 - progress, power);
  }

  /**
   * Falls to a tenth after two thirds of the training, and to a hundredth after eleven twelfths: of
   * 12 epochs after 8 and 11, as detectors are mostly trained.
   */
  static LearningRate steps(double peak) {
    return progress -> peak * (progress < 2 / 3.0 ? 1 : progress < 11 / 12.0 ? 0.1 : 0.01);
  }

  /**
   * Is multiplied by a factor whenever so many validations in a row were not better than the best
   * before them.
   *
   * @param factor in (0, 1)
   * @param patience at least 1
   */
  static LearningRate plateau(double peak, double factor, int patience) {
    return new PlateauRate(peak, factor, patience);
  }

  /**
   * Sets the rate of all layers of a network; its own {@code setLearningRate} would rebuild the
   * updater.
   */
  static void set(ComputationGraph network, double rate) {
    for (Layer layer : network.getLayers()) {
      if (layer.conf().getLayer() instanceof BaseLayer conf
          && conf.getIUpdater() != null
          && conf.getIUpdater().hasLearningRate()) {
        conf.getIUpdater().setLrAndSchedule(rate, null);
      }
    }
  }
}
