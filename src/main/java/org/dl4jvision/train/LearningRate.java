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

  /** The same rate throughout. */
  static LearningRate constant(double rate) {
    return progress -> rate;
  }

  /**
   * Rises linearly to the peak over the first {@code warmup} of the training, then falls to a
   * hundredth of it along half a cosine (Loshchilov and Hutter, "SGDR", 2017).
   *
   * @param peak highest rate, &gt; 0
   * @param warmup share of the training, in [0, 1)
   */
  static LearningRate cosine(double peak, double warmup) {
    return progress -> {
      if (progress < warmup) {
        return peak * (0.1 + 0.9 * progress / warmup);
      }
      double angle = Math.PI * Math.min(1, (progress - warmup) / (1 - warmup));
      return peak * (0.01 + 0.99 * 0.5 * (1 + Math.cos(angle)));
    };
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
